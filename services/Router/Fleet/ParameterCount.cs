using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Router.Fleet;

/// <summary>Parameters of a model, in billions.</summary>
internal static partial class ParameterCount
{
    /// <returns>From what the replica says ("8.2B", "567M"), else from the name ("qwen3:8b"); 0 when neither tells.</returns>
    public static double Billions(string parameterSize, string key)
    {
        var stated = Parse(Stated().Match(parameterSize));
        return stated > 0 ? stated : Parse(InName().Match(key));
    }

    private static double Parse(Match match)
    {
        if (!match.Success)
        {
            return 0;
        }

        var number = double.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return match.Groups[2].ValueSpan is "m" or "M" ? number / 1000 : number;
    }

    [GeneratedRegex(@"^\s?(\d{1,6}(?:\.\d{1,4})?)\s?([bBmM])", RegexOptions.CultureInvariant)]
    private static partial Regex Stated();

    [GeneratedRegex(@"[:\-_](\d{1,4}(?:\.\d{1,3})?)([bm])(?![a-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex InName();
}
