namespace Orchestrator.Router.Classification;

/// <summary>Tells the language by the share that each script has.</summary>
internal static class LanguageDetector
{
    // A Hangul syllable says about as much as this many Latin letters.
    private const double SyllableWeight = 2;
    private const double KoreanFrom = 0.7;
    private const double MixedFrom = 0.1;

    private static readonly PhraseTrie<bool> _englishWords = PhraseTrie<bool>.Of([
        (true, "the|of|is|are|a|an|and|to|in|for|what|how|who|when|where|why|my|me|you|this|that|it|can|with|on|do|i"),
    ]);

    /// <param name="text">Normalised prose, without fenced code.</param>
    /// <param name="accents">Accented Latin letters that the text had before it was normalised.</param>
    public static TextLanguage Detect(ReadOnlySpan<char> text, int accents)
    {
        double hangul = 0;
        double latin = 0;
        double other = 0;
        foreach (var c in text)
        {
            if (Hangul.IsLetter(c))
            {
                hangul += SyllableWeight;
            }
            else if (char.IsLetter(c))
            {
                _ = c < 0x250 ? latin++ : other += SyllableWeight;
            }
        }

        return ByShares(hangul, latin, other) ?? LatinLanguage(text, accents);
    }

    private static TextLanguage? ByShares(double hangul, double latin, double other)
    {
        var all = hangul + latin + other;
        if (all == 0 || (other > hangul && other > latin))
        {
            return TextLanguage.Other;
        }

        var share = hangul / all;
        if (share >= KoreanFrom)
        {
            return TextLanguage.Korean;
        }

        return share >= MixedFrom ? TextLanguage.Mixed : null;
    }

    // Latin script is English until it shows accents without any of the small words that English cannot do without.
    private static TextLanguage LatinLanguage(ReadOnlySpan<char> text, int accents) =>
        accents > 0 && !_englishWords.ContainsAny(text) ? TextLanguage.Other : TextLanguage.English;
}
