namespace Orchestrator.Router.Explanations;

/// <summary>
/// Particles whose form depends on the last sound of the word before them, for names of models and replicas: letters and
/// digits sound as Koreans read them one by one ("8b" ends in 비, "70" in 영).
/// </summary>
internal static class KoreanParticle
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FinalsPerVowel = 28;
    private const int Rieul = 8;

    // 영 일 이 삼 사 오 육 칠 팔 구, and the letters whose names end in a consonant: 엘 엠 엔 알.
    private const string DigitsWithFinal = "013678";
    private const string DigitsWithRieul = "178";
    private const string LettersWithFinal = "lmnr";
    private const string LettersWithRieul = "lr";

    public static string Subject(string word) => word + (HasFinal(word) ? "이" : "가");

    public static string Called(string word) => word + (HasFinal(word) ? "이라는" : "라는");

    /// <summary>"로" comes after ㄹ, too.</summary>
    public static string To(string word) => word + (HasFinal(word) && !HasRieul(word) ? "으로" : "로");

    private static bool HasFinal(string word)
    {
        var last = Last(word);
        return last is >= (char)FirstSyllable and <= (char)LastSyllable
            ? (last - FirstSyllable) % FinalsPerVowel != 0
            : DigitsWithFinal.Contains(last, StringComparison.Ordinal)
                || LettersWithFinal.Contains(last, StringComparison.Ordinal);
    }

    private static bool HasRieul(string word)
    {
        var last = Last(word);
        return last is >= (char)FirstSyllable and <= (char)LastSyllable
            ? (last - FirstSyllable) % FinalsPerVowel == Rieul
            : DigitsWithRieul.Contains(last, StringComparison.Ordinal)
                || LettersWithRieul.Contains(last, StringComparison.Ordinal);
    }

    // Brackets and quotes are not read.
    private static char Last(string word)
    {
        for (var i = word.Length - 1; i >= 0; i--)
        {
            if (char.IsLetterOrDigit(word[i]))
            {
                return char.ToLowerInvariant(word[i]);
            }
        }

        return '\0';
    }
}
