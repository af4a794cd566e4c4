using System.Collections.Immutable;
using System.Text;

namespace Orchestrator.Simulation.Bank;

/// <summary>Grades a text that answers a question: by its answer line, else by the last known answer in it.</summary>
public static class AnswerForms
{
    private static readonly ImmutableArray<string> _answerLines =
    [
        "final answer:",
        "the answer is",
        "answer:",
        "최종 답:",
        "정답:",
        "답:",
    ];

    /// <returns>Null when the text holds neither a right nor a known wrong answer.</returns>
    public static bool? IsRight(Question question, string text)
    {
        var composed = Composed(text);
        return AnswerLine(composed) is { } line
            ? Matches(question, line) ?? Last(question, line)
            : Last(question, composed);
    }

    /// <summary>The rest of the last line that announces an answer.</summary>
    private static string? AnswerLine(string text)
    {
        foreach (var line in text.Split('\n').Reverse())
        {
            var bare = line.TrimStart(' ', '\t', '*', '#', '>', '-', '"');
            foreach (var start in _answerLines)
            {
                if (
                    bare.StartsWith(start, StringComparison.Ordinal)
                    && Bare(bare[start.Length..]) is { Length: > 0 } rest
                )
                {
                    return rest;
                }
            }
        }

        return null;
    }

    private static bool? Matches(Question question, string line) =>
        Right(question).Any(form => Bare(Composed(form)) == line) ? true
        : question.Wrong.Any(form => Bare(Composed(form)) == line) ? false
        : null;

    // Of two that end at the same place the longer one was meant: "32 km" and not "32".
    private static bool? Last(Question question, string text)
    {
        var right = Right(question).Max(form => EndOf(text, form));
        var wrong = question.Wrong.Max(form => EndOf(text, form));
        return Math.Max(right.End, wrong.End) < 0 ? null : right.CompareTo(wrong) > 0;
    }

    private static (int End, int Length) EndOf(string text, string form)
    {
        var bare = Bare(Composed(form));
        for (var at = text.Length; at > 0; )
        {
            at = text.LastIndexOf(bare, at - 1, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            if (StandsAlone(text, at, at + bare.Length))
            {
                return (at + bare.Length, bare.Length);
            }
        }

        return (-1, 0);
    }

    // "3" is not in "13", "3.5", "1,300" or "-3"; a Hangul unit may follow a number.
    private static bool StandsAlone(string text, int start, int end)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        var isFraction = after is '.' or ',' or '/' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        var isUnit = char.IsAsciiDigit(text[end - 1]) && after >= '\u1100';
        return !char.IsLetterOrDigit(before)
            && !(char.IsAsciiDigit(text[start]) && before is '-' or '.' or ',' or '/' or ':')
            && (!char.IsLetterOrDigit(after) || isUnit)
            && !isFraction;
    }

    private static IEnumerable<string> Right(Question question) => question.Accepted.Prepend(question.Answer);

    private static string Composed(string text) =>
        FoldedText.WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormC).ToLowerInvariant();

    private static string Bare(string text) => text.Trim(' ', '\t', '\r', '*', '`', '"', '.', '!', '?', '。', ',', '}');
}
