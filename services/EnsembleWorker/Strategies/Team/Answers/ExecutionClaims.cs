using System.Text.RegularExpressions;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>
/// Whether a text says that something was run, tested or committed, which no team can do yet. Words of models have no fixed form: this
/// finds the usual sentences, so the result says what is true whether or not something is found. Pure.
/// </summary>
internal static partial class ExecutionClaims
{
    /// <summary>Characters at either end of a text that are looked at: claims stand where a text begins or sums up.</summary>
    private const int LengthMax = 20_000;

    public static bool IsIn(string text)
    {
        if (text.Length <= 2 * LengthMax)
        {
            return IsMatch(text);
        }

        return IsMatch(text[..LengthMax]) || IsMatch(text[^LengthMax..]);
    }

    private static bool IsMatch(string text)
    {
        try
        {
            return English().IsMatch(text) || Korean().IsMatch(text);
        }
        // A text that is made to be slow is answered with the note, which is true in any case.
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    // "All 12 tests pass", "the test suite passed", "tests are green", "I ran the tests", "we have committed", "was pushed to main".
    [GeneratedRegex(
        """
                \btests?\b(\ssuite)?(\s(have|has|are|is|were|was|all|now|successfully)){0,3}\s(pass(es|ed|ing)?|green|succeeded|failed)\b
            |\b(i|we)(\shave|'ve)?(\s(just|also|now|successfully)){0,2}\s(ran|run|executed|tested|committed|pushed|deployed|compiled|built)\b
            |\b(has|have)\sbeen(\s(now|successfully|already)){0,2}\s(executed|run|committed|pushed|deployed)\b
            |\b(was|were)(\s(now|successfully|already)){0,2}\s(committed|pushed|deployed)\b
            |\bcommitted\s(to|as|the|with)\b
            """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex English();

    // "테스트를 모두 통과했습니다", "테스트를 실행했습니다", "커밋했습니다", "커밋을 완료했습니다", "배포 완료".
    [GeneratedRegex(
        """
            테스트(가|는|를|을)?(\s(모두|전부|성공적으로))?\s?(통과|성공|실패)(했|하였|함|됐|되었|합니다)
            |(실행|커밋|푸시|배포|컴파일|빌드)(을|를|이|가)?(\s(모두|성공적으로))?\s?(완료|했|하였|됐|되었|마쳤|끝냈)
            |테스트(를|을)?\s?(실행|수행|돌려)\s?(했|하였|봤|보았|완료)
            """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Korean();
}
