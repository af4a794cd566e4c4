using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification.Tiers;

/// <summary>Texts of which the n-gram model is unsure, whatever weights this build carries.</summary>
internal static class UnsureText
{
    private static readonly string[] _words =
    [
        "그거",
        "blue",
        "maybe",
        "저번에",
        "seven",
        "느낌",
        "over",
        "대충",
        "thing",
        "window",
        "있잖아",
        "paper",
        "그냥",
        "river",
    ];

    /// <param name="number">Other numbers are other texts.</param>
    public static (string Text, Orchestrator.Router.Classification.Classification Found) Of(int number)
    {
        var texts =
            from first in _words
            from second in _words
            from third in _words
            where first != second && second != third && first != third
            select $"{first} {second} {third}";
        return texts
            .Select(text => (text, TaskClassifier.Classify(new ClassificationRequest([new("user", text)]), 4_000)))
            .Where(pair => pair.Item2 is { Tier: ClassificationTier.Ngram, IsUnsure: true })
            .ElementAt(number);
    }

    /// <summary>The task that the n-gram model takes for the second most likely.</summary>
    public static TaskType Second(Orchestrator.Router.Classification.Classification found) =>
        Enum.GetValues<TaskType>().OrderByDescending(task => found.TaskProbabilities[(int)task]).ElementAt(1);
}
