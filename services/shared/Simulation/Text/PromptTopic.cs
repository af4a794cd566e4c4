using System.Collections.Immutable;

namespace Orchestrator.Simulation.Text;

/// <summary>The kind of question that a simulated answer says it saw. A few keywords, no more.</summary>
public enum PromptTopic
{
    Question,
    Greeting,
    Code,
    Math,
    Translation,
    Summary,
    Writing,
    Plan,
}

public static class PromptTopics
{
    private const int GreetingWordsMax = 6;

    // The first that matches wins: "translate the comments of this code" is a translation.
    private static readonly ImmutableArray<(PromptTopic Topic, ImmutableArray<string> Words)> _signs =
    [
        (PromptTopic.Translation, ["translate", "translation", "번역"]),
        (PromptTopic.Summary, ["summar", "tl;dr", "요약"]),
        (
            PromptTopic.Code,
            ["```", "code", "function", "python", "c#", "javascript", "sql", "bug", "코드", "함수", "파이썬", "버그"]
        ),
        (
            PromptTopic.Math,
            ["calculate", "equation", "prove", "integral", "+ ", " * ", "계산", "방정식", "증명", "더하기"]
        ),
        (PromptTopic.Writing, ["poem", "story", "essay", "lyrics", "시를", "이야기", "소설", "글을"]),
        (PromptTopic.Plan, ["plan", "schedule", "itinerary", "계획", "일정"]),
    ];

    public static PromptTopic Of(string prompt)
    {
        foreach (var (topic, words) in _signs)
        {
            if (words.Any(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                return topic;
            }
        }

        return IsGreeting(prompt) ? PromptTopic.Greeting : PromptTopic.Question;
    }

    private static bool IsGreeting(string prompt)
    {
        var words = prompt.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words.FirstOrDefault("").TrimEnd('!', '.', ',', '?').ToLowerInvariant();
        return words.Length <= GreetingWordsMax
            && (first is "hello" or "hi" or "hey" or "thanks" || first.StartsWith("안녕", StringComparison.Ordinal));
    }
}
