using System.Text;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>
/// One spelling for what only looks different: full-width forms, decomposed Hangul, quotes, dashes, spaces, and nothing that
/// cannot be seen. The runtime's own normalisation does nothing where globalisation is invariant, and throws on half a pair.
/// </summary>
internal static class PlainLetters
{
    private const int SyllableFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailBefore = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            Append(plain, Single(letter));
        }

        return plain.ToString();
    }

    public static bool IsSyllable(char letter) => (uint)(letter - SyllableFirst) < SyllableCount;

    /// <summary>Whether a syllable ends in a consonant: particles take their form from it.</summary>
    public static bool HasTail(char letter) => IsSyllable(letter) && (letter - SyllableFirst) % TailCount != 0;

    private static char Single(char letter) =>
        letter switch
        {
            >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
            '\u3000' or '\u00A0' or '\u2009' or '\u202F' or '\t' => ' ',
            '\u2212' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' => '-',
            '\u2018' or '\u2019' => '\'',
            '\u201C' or '\u201D' or '\u300C' or '\u300D' or '\u300E' or '\u300F' => '"',
            '\u3002' => '.',
            '\u3001' => ',',
            '\u2044' or '\u00F7' => '/',
            _ => letter,
        };

    // Unicode §3.12.
    private static void Append(StringBuilder plain, char letter)
    {
        var last = plain.Length > 0 ? plain[^1] : '\0';
        var (lead, vowel, tail) = (last - LeadFirst, letter - VowelFirst, letter - TailBefore);
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
        {
            plain[^1] = (char)(SyllableFirst + (((lead * VowelCount) + vowel) * TailCount));
        }
        else if (tail is > 0 and < TailCount && IsSyllable(last) && !HasTail(last))
        {
            plain[^1] = (char)(last + tail);
        }
        else if (letter is '\n' || !IsUnseen(letter))
        {
            plain.Append(letter);
        }
    }

    private static bool IsUnseen(char letter) =>
        char.IsControl(letter)
        || letter
            is '\u00AD'
                or (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u2069')
                or '\uFEFF';
}
