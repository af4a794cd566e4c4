using System.Globalization;

namespace Orchestrator.Profiler.Registry;

/// <summary>Small facts that are read out of what Ollama writes.</summary>
internal static class ProfileMath
{
    /// <returns>Parameters in billions, for example 8.2 for "8.2B" and 0.137 for "137M"; 0 when it cannot be read.</returns>
    public static double ParametersBillion(string parameterSize)
    {
        if (parameterSize.Length < 2)
        {
            return 0;
        }

        var scale = char.ToUpperInvariant(parameterSize[^1]) switch
        {
            'T' => 1_000,
            'B' => 1,
            'M' => 1e-3,
            'K' => 1e-6,
            _ => 0,
        };
        var isNumber = double.TryParse(
            parameterSize.AsSpan(0, parameterSize.Length - 1),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        );
        // "NaN" and "Infinity" are numbers to the parser and to nobody else.
        return isNumber && double.IsFinite(value) ? value * scale : 0;
    }
}
