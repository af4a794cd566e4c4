using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>
/// Endings and particles that Korean puts behind an answer: "서울입니다", "서울이에요", "서울이", "서울은". A particle is only taken off where its
/// form fits the sound before it and a word of two syllables is left, so "만달레이", "가을" and "종이" stay whole.
/// </summary>
internal static class KoreanEnding
{
    /// <summary>Endings and particles that are taken off one after another.</summary>
    private const int RoundsMax = 4;

    private static readonly ImmutableArray<string> _copulas =
    [
        "이라고 할 수 있습니다",
        "라고 할 수 있습니다",
        "이라고 생각합니다",
        "라고 생각합니다",
        "인 것 같습니다",
        "이 됩니다",
        "가 됩니다",
        "이 맞습니다",
        "가 맞습니다",
        "이겠습니다",
        "이었습니다",
        "였습니다",
        "입니다",
        "이에요",
        "이예요",
        "예요",
        "에요",
        "이죠",
        "이네요",
        "네요",
        "이야",
        "이다",
        "임",
    ];

    // These come after a consonant, and those after a vowel.
    private const string AfterTail = "은이을과";
    private const string AfterVowel = "는가를와";

    // Their last syllable belongs to them, although its form would fit.
    private static readonly ImmutableHashSet<string> _whole =
    [
        "고양이",
        "호랑이",
        "원숭이",
        "어린이",
        "지팡이",
        "달팽이",
        "거북이",
        "올챙이",
        "부엉이",
        "늙은이",
        "젊은이",
        "알맹이",
        "국가",
        "평가",
        "작가",
        "화가",
    ];

    public static bool HasCopula(string text) => Copula(text.TrimEnd('.', '!', ' ', '*')) is not null;

    public static string Without(string text)
    {
        var bare = text;
        for (var round = 0; round < RoundsMax; round++)
        {
            var shorter = WithoutOne(bare);
            if (shorter.Length == bare.Length)
            {
                break;
            }

            bare = shorter;
        }

        return bare;
    }

    private static string WithoutOne(string text)
    {
        if (Copula(text) is { } ending)
        {
            return text[..^ending.Length].TrimEnd(' ', '.', '"', '\'', '*');
        }

        return IsParticle(text) ? text[..^1] : text;
    }

    private static string? Copula(string text)
    {
        foreach (var ending in _copulas)
        {
            if (text.Length > ending.Length && text.EndsWith(ending, StringComparison.Ordinal) && IsFit(text, ending))
            {
                return ending;
            }
        }

        return null;
    }

    // "임" is an ending behind a figure or a bracket; behind a syllable it is usually part of the word.
    private static bool IsFit(string text, string ending) =>
        ending != "임" || !PlainLetters.IsSyllable(text[^(ending.Length + 1)]);

    private static bool IsParticle(string text)
    {
        if (text.Length < 2)
        {
            return false;
        }

        var (last, before) = (text[^1], text[^2]);
        if (char.IsAsciiLetterOrDigit(before) || before is '"' or '\'' or ')' or '%' or '*' or '`')
        {
            return AfterTail.Contains(last, StringComparison.Ordinal)
                || AfterVowel.Contains(last, StringComparison.Ordinal);
        }

        var word = text[(text.LastIndexOf(' ') + 1)..];
        return word.Length > 2
            && PlainLetters.IsSyllable(before)
            && PlainLetters.IsSyllable(text[^3])
            && !_whole.Contains(word)
            && (PlainLetters.HasTail(before) ? AfterTail : AfterVowel).Contains(last, StringComparison.Ordinal);
    }
}
