using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Profiler.Capability;

/// <summary>What a name tells: its family and its size. Names are free text, so everything here may find nothing.</summary>
internal static partial class ModelNames
{
    private const int NameCharsMax = 512;

    /// <summary>Names are short and the expressions simple: this is only reached when the machine stands still.</summary>
    private const int TimeoutMs = 10_000;

    /// <summary>No model is larger; a larger number in a name is something else.</summary>
    private const double BillionMax = 10_000;

    /// <returns>The family that the name speaks of, else that of the architecture, else null.</returns>
    public static KnownFamily? FamilyOf(string name, string architecture) =>
        Find(Plain(name)) ?? Find(Plain(architecture));

    /// <summary>All and active parameters in billions as the name states them; 0 where it does not.</summary>
    public static (double Total, double Active) SizeOf(string name)
    {
        var text = Plain(name);
        var active = ActiveSize().Match(text);
        var experts = ExpertSize().Match(text);
        if (experts.Success)
        {
            // "8x7b": the experts share their attention; nine tenths of the product is what such models have.
            return (0.9 * Number(experts, "count") * Number(experts, "size"), 0);
        }

        // The tag, which comes last, is the more precise one: "deepseek-r1-qwen3:8b".
        var size = Size().Matches(text).LastOrDefault(match => !active.Success || match.Index != active.Index);
        return (size is null ? 0 : Billions(size), active.Success ? Billions(active) : 0);
    }

    /// <summary>True for a name inside somebody's namespace: a fine-tune or a merge as often as a plain copy.</summary>
    public static bool IsCopy(string name) =>
        Plain(name).Contains('/') && !Plain(name).StartsWith("library/", StringComparison.Ordinal);

    private static KnownFamily? Find(string text) =>
        text.Length == 0
            ? null
            : KnownFamilies.All.FirstOrDefault(family =>
                family.Words.Any(words => words.All(word => HasWord(text, word)))
            );

    // "yi" is not in "tinyllama", "phi" not in "dolphin", and a newer "gemma9" is not the first gemma.
    private static bool HasWord(string text, string word)
    {
        for (
            var at = text.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(word, at + 1, StringComparison.Ordinal)
        )
        {
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && IsClosed(text, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsClosed(string text, int end) =>
        end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || IsMinor(text, end));

    // "qwen2" is not in "qwen2.5".
    private static bool IsMinor(string text, int at) =>
        text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static string Plain(string name) =>
        name[..Math.Min(name.Length, NameCharsMax)].ToLowerInvariant().Replace('_', '-');

    private static double Billions(Match match)
    {
        var value = Number(match, "size") * (match.Groups["unit"].Value == "m" ? 1e-3 : 1);
        return value is > 0 and <= BillionMax ? value : 0;
    }

    private static double Number(Match match, string group) =>
        double.TryParse(
            match.Groups[group].Value,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : 0;

    [GeneratedRegex(
        @"(?<![a-z0-9.])(?<size>\d{1,4}(\.\d{1,3})?)(?<unit>[bm])(?![a-z0-9])",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex Size();

    [GeneratedRegex(
        @"(?<![a-z0-9.])a(?<size>\d{1,4}(\.\d{1,3})?)(?<unit>[bm])(?![a-z0-9])",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex ActiveSize();

    [GeneratedRegex(
        @"(?<![a-z0-9.])(?<count>\d{1,3})x(?<size>\d{1,3}(\.\d{1,3})?)b(?![a-z0-9])",
        RegexOptions.ExplicitCapture,
        TimeoutMs
    )]
    private static partial Regex ExpertSize();
}
