using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Simulation.Speeds;

/// <summary>How many parameters a model has, by its name and what the row says.</summary>
internal static partial class ModelSize
{
    /// <summary>Published of gpt-oss 20b, whose name says neither.</summary>
    private static readonly (double All, double Active) _gptOss20 = (20.9e9, 3.6e9);

    /// <summary>Mixtures of experts whose names do not say how many parameters are active, and models with embeddings per layer.</summary>
    [GeneratedRegex(
        @"E\d+B|gemma-?3n|Laguna|Trinity|North-Mini|BTL-4|Flash|Ornith|MoE|Maverick|Scout|Mixtral",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Misleading();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9.])(?<number>\d+(\.\d+)?)\s*B(?![A-Za-z])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex All();

    /// <summary>The only published 35B of the family has 3B active.</summary>
    [GeneratedRegex(@"Qwen3\.[56]-35B", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qwen35();

    [GeneratedRegex(@"[-_]A(?<number>\d+(\.\d+)?)B", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Active();

    /// <returns>Null when it is not known.</returns>
    public static (double All, double Active)? Of(string model, double? billions, double? activeBillions)
    {
        if (model.Contains("gpt-oss", StringComparison.OrdinalIgnoreCase))
        {
            return model.Contains("20", StringComparison.Ordinal) ? _gptOss20 : null;
        }

        var active = Number(Active().Match(model)) ?? activeBillions ?? (Qwen35().IsMatch(model) ? 3 : null);
        if (Misleading().IsMatch(model) && active is null)
        {
            return null;
        }

        var all = Number(All().Match(model)) ?? billions;
        return all is > 0 ? (all.Value * 1e9, (active ?? all.Value) * 1e9) : null;
    }

    private static double? Number(Match match) =>
        match.Success ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : null;
}
