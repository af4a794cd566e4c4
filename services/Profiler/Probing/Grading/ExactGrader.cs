using System.Collections.Frozen;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>The answer is one of the accepted forms, give or take articles, particles and endings.</summary>
internal static class ExactGrader
{
    /// <summary>Without an announcement, a line up to so many words may end in the answer: "The capital is Seoul."</summary>
    private const int SentenceWordsMax = 14;

    private static readonly string[] _articles = ["the ", "a ", "an ", "it is ", "it's ", "is "];

    private static readonly FrozenSet<string> _endings = FrozenSet.Create(
        StringComparer.Ordinal,
        "입니다",
        "이다",
        "다",
        "이에요",
        "예요",
        "에요",
        "이요",
        "요",
        "임",
        "이",
        "가",
        "은",
        "는",
        "을",
        "를",
        "이라고 합니다",
        "라고 합니다",
        "이며",
        "였습니다",
        "이었습니다",
        "됩니다",
        "가 됩니다",
        "이 됩니다"
    );

    // These may be explained: "No, it cannot."
    private static readonly string[] _verdicts = ["yes", "no", "예", "네", "아니요", "아니오"];

    private static readonly string[] _denials = [" not ", "n't ", "아니", "않"];

    public static bool IsRight(ProbeQuestion question, StatedAnswer answer)
    {
        var forms = question.Accepted.Prepend(question.Answer).Select(PlainText.Bare).ToList();
        var line = PlainText.Bare(answer.LastLine);
        return forms.Exists(form => IsForm(WithoutArticle(line), WithoutArticle(form)))
            || (!answer.IsAnnounced && forms.Exists(form => EndsIn(line, form)));
    }

    private static bool IsForm(string line, string form) =>
        line == form
        || (line.StartsWith(form, StringComparison.Ordinal) && _endings.Contains(line[form.Length..].TrimStart()))
        || (_verdicts.Contains(form) && line.StartsWith(form + ",", StringComparison.Ordinal))
        // "Seoul (서울)": what stands in parentheses explains the answer.
        || (line.StartsWith(form + " (", StringComparison.Ordinal) && !line.Contains(" or ", StringComparison.Ordinal));

    private static bool EndsIn(string line, string form)
    {
        var words = line.Split(' ');
        return words.Length is > 1 and <= SentenceWordsMax
            && !_denials.Any(denial => line.Contains(denial, StringComparison.Ordinal))
            && words.Index().Any(pair => IsForm(string.Join(' ', words[pair.Index..]), form));
    }

    private static string WithoutArticle(string text)
    {
        var article = _articles.FirstOrDefault(start => text.StartsWith(start, StringComparison.Ordinal));
        return article is null || text.Length == article.Length ? text : text[article.Length..];
    }
}
