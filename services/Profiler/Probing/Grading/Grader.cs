using System.Text.RegularExpressions;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>Whether a reply answers a question rightly. Pure, bounded in time, and never fails whatever the reply is.</summary>
internal static class Grader
{
    public static bool IsRight(ProbeQuestion question, string reply)
    {
        try
        {
            return IsRight(question, StatedAnswer.Of(reply), reply);
        }
        // An expression gave up on a reply made to stall it: that is no answer.
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool IsRight(ProbeQuestion question, StatedAnswer answer, string reply) =>
        question.Grader.Kind switch
        {
            "exact" => ExactGrader.IsRight(question, answer),
            "number" => NumberGrader.IsRight(question.Grader, answer),
            "choice" => ChoiceGrader.IsRight(question, answer),
            "pattern" => PatternGrader.IsRight(question.Grader, answer),
            "json" => JsonGrader.IsRight(question.Grader, StatedAnswer.WithoutThoughts(reply)),
            "text" => TextGrader.IsRight(question.Grader, answer),
            _ => throw new InvalidOperationException($"{question.Id} has no grader '{question.Grader.Kind}'."),
        };
}
