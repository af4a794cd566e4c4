using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;

namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>Whether a text denies, and which numbers it names.</summary>
/// <param name="Denies">Oddly often: "not impossible" denies nothing.</param>
internal sealed record TextClaims(bool Denies, ImmutableHashSet<string> Numbers)
{
    /// <summary>Characters that are looked at.</summary>
    private const int LengthMax = 32_768;

    private const int NumbersMax = 64;

    private static readonly ImmutableHashSet<string> _denials =
    [
        "not",
        "no",
        "never",
        "none",
        "cannot",
        "without",
        "neither",
        "isn't",
        "aren't",
        "don't",
        "doesn't",
        "didn't",
        "won't",
        "can't",
        "wasn't",
        "shouldn't",
        "안",
        "못",
    ];

    // Stems that stand inside of Korean words: 않다, 아니다, 없다, 말다.
    private static readonly ImmutableArray<string> _koreanDenials = ["않", "아니", "아닙", "없", "못하", "지 마"];

    private static readonly char[] _between = [' ', '\n', ',', '.', '!', '?', ';', ':', '(', ')', '"', '*', '`'];

    public static TextClaims Of(string text)
    {
        var plain = PlainLetters.Of(text[..Math.Min(text.Length, LengthMax)]).ToLowerInvariant();
        var words = plain.Split(_between, StringSplitOptions.RemoveEmptyEntries);
        var denials = words.Count(word =>
            _denials.Contains(word) || _koreanDenials.Any(denial => word.Contains(denial, StringComparison.Ordinal))
        );
        return new TextClaims(
            denials % 2 == 1,
            [
                .. plain
                    .Split([' ', '\n', '(', ')', ':', ';'], StringSplitOptions.RemoveEmptyEntries)
                    .Where(word => char.IsAsciiDigit(word[0]))
                    .Select(word => WrittenNumber.Plain(word)?.Value.ToString() ?? word)
                    .Take(NumbersMax),
            ]
        );
    }

    /// <summary>One text may name more than the other; what it must not do is name others.</summary>
    public bool NumbersAgree(TextClaims other) =>
        Numbers.IsSubsetOf(other.Numbers) || other.Numbers.IsSubsetOf(Numbers);
}
