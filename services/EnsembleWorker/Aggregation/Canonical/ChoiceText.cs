using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>The letter or number of a choice: "(B)", "B.", "B) Lyon", "option B", "보기 B", "②", "2번".</summary>
internal static class ChoiceText
{
    private static readonly ImmutableArray<string> _words =
    [
        "option ",
        "choice ",
        "answer ",
        "보기 ",
        "선택지 ",
        "문항 ",
    ];

    /// <param name="text">Bare, case kept.</param>
    public static string? Of(string text)
    {
        if (text.Length > 0 && text[0] is >= '\u2460' and <= '\u2468')
        {
            return ((char)('1' + (text[0] - '\u2460'))).ToString();
        }

        var named = _words.FirstOrDefault(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        var rest = named is null ? text : text[named.Length..].TrimStart();
        if (
            named is not null
            && rest.Length > 0
            && IsLabel(rest[0])
            && (rest.Length == 1 || !char.IsLetterOrDigit(rest[1]))
        )
        {
            return Lower(rest[0]);
        }

        return text switch
        {
            ['(', var letter, ')', ..] when IsLabel(letter) => Lower(letter),
            ['[', var letter, ']', ..] when char.IsAsciiLetterUpper(letter) => Lower(letter),
            [var letter, ')', ..] when IsLabel(letter) => Lower(letter),
            [var letter, '.' or ':', ' ', _, ..] when char.IsAsciiLetterUpper(letter) => Lower(letter),
            _ => null,
        };
    }

    private static bool IsLabel(char letter) => char.IsAsciiLetter(letter) || letter is >= '1' and <= '9';

    private static string Lower(char letter) => char.ToLowerInvariant(letter).ToString();
}
