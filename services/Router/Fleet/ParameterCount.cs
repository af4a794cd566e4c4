using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Router.Fleet;

/// <summary>Parameters of a model, in billions.</summary>
internal static partial class ParameterCount
{
    // Both patterns are linear; the bound is for a machine that stands still.
    private const int TimeoutMs = 1_000;

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

        var number = double.Parse(
            match.Groups["number"].ValueSpan,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );
        return match.Groups["unit"].ValueSpan is "m" or "M" ? number / 1000 : number;
    }

    [GeneratedRegex(
        @"^\s?(?<number>\d{1,6}(\.\d{1,4})?)\s?(?<unit>[bBmM])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Stated();

    [GeneratedRegex(
        @"[:\-_](?<number>\d{1,4}(\.\d{1,3})?)(?<unit>[bm])(?![a-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex InName();
}
