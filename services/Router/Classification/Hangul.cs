namespace Orchestrator.Router.Classification;

/// <summary>Hangul arithmetic of the Unicode standard, section 3.12.</summary>
internal static class Hangul
{
    private const int SyllableFirst = 0xAC00;
    private const int LeadFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TailBefore = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    public static bool IsSyllable(char c) => (uint)(c - SyllableFirst) < SyllableCount;

    /// <summary>A syllable, or a letter of either jamo block ("ㅋㅋ" is Korean, too).</summary>
    public static bool IsLetter(char c) => IsSyllable(c) || c is >= 'ㄱ' and <= 'ㆎ' or >= 'ᄀ' and <= 'ᇿ';

    /// <summary>The syllable that a leading consonant and a vowel, or an open syllable and a tail, make together.</summary>
    public static bool TryCompose(char first, char second, out char syllable)
    {
        var lead = first - LeadFirst;
        var vowel = second - VowelFirst;
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
        {
            syllable = (char)(SyllableFirst + (((lead * VowelCount) + vowel) * TailCount));
            return true;
        }

        var tail = second - TailBefore;
        if (IsSyllable(first) && (first - SyllableFirst) % TailCount == 0 && tail is > 0 and < TailCount)
        {
            syllable = (char)(first + tail);
            return true;
        }

        syllable = default;
        return false;
    }

    /// <param name="tail">U+0000 for an open syllable.</param>
    /// <returns>False for what is no syllable.</returns>
    public static bool TryDecompose(char syllable, out char lead, out char vowel, out char tail)
    {
        var index = syllable - SyllableFirst;
        if ((uint)index >= SyllableCount)
        {
            (lead, vowel, tail) = (default, default, default);
            return false;
        }

        var ending = index % TailCount;
        lead = (char)(LeadFirst + (index / (VowelCount * TailCount)));
        vowel = (char)(VowelFirst + (index / TailCount % VowelCount));
        tail = ending == 0 ? '\0' : (char)(TailBefore + ending);
        return true;
    }
}
