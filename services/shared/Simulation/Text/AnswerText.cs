using System.Globalization;
using System.Text;

namespace Orchestrator.Simulation.Text;

/// <summary>Writes labelled filler text of a plausible length: seeded, and without any claim to be an answer.</summary>
internal static class AnswerText
{
    private const int WordLengthMax = 24;

    public static string Write(string model, string prompt, int tokensMax, SimulationRandom random)
    {
        var phrases = AnswerPhrases.For(prompt);
        var topic = PromptTopics.Of(prompt);
        var words = prompt.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = new StringBuilder(phrases.Label)
            .Append(' ')
            .Append(Fill(random.Pick(phrases.Openings), model, phrases.Topics[topic], words.Length));
        if (Keyword(words, random) is { } keyword)
        {
            text.Append(' ').Append(Fill(random.Pick(phrases.Mentions), keyword));
        }

        if (topic == PromptTopic.Code)
        {
            text.Append(CodeBlock(random));
        }

        var target = Math.Min(tokensMax, TargetTokens(topic, prompt, random));
        AppendSentences(text, phrases.Sentences, target, random);
        return text.ToString();
    }

    public static string ToolResult(string prompt, string tool, int characters)
    {
        var phrases = AnswerPhrases.For(prompt);
        return $"{phrases.Label} {Fill(phrases.ToolResult, tool, characters)}";
    }

    public static string Thoughts(string prompt, int tokens, SimulationRandom random)
    {
        var phrases = AnswerPhrases.For(prompt);
        var text = new StringBuilder(phrases.Label);
        AppendSentences(text, phrases.Thoughts, tokens, random);
        return text.ToString();
    }

    private static int TargetTokens(PromptTopic topic, string prompt, SimulationRandom random)
    {
        var usual = topic switch
        {
            PromptTopic.Greeting => 30,
            PromptTopic.Translation or PromptTopic.Summary => 60 + (Tokenizer.Count(prompt) / 4),
            PromptTopic.Code or PromptTopic.Writing or PromptTopic.Plan => 180,
            _ => 90,
        };
        return (int)(usual * (0.7 + (0.7 * random.Unit())));
    }

    // Starts at a random place and takes a new one each round: no sentence follows itself.
    private static void AppendSentences(
        StringBuilder text,
        IReadOnlyList<string> sentences,
        int target,
        SimulationRandom random
    )
    {
        var at = random.Below(sentences.Count);
        for (var tokens = Tokenizer.Count(text.ToString()); tokens < target; )
        {
            text.Append(' ').Append(sentences[at]);
            tokens += Tokenizer.Count(sentences[at]);
            at = (at + 1 + random.Below(sentences.Count - 1)) % sentences.Count;
        }
    }

    private static string? Keyword(string[] words, SimulationRandom random)
    {
        var longest = words
            .Select(word => word.Trim('"', '\'', '.', ',', '!', '?', ':', ';', '(', ')'))
            .Where(word => word.Length is > 1 and <= WordLengthMax && word.All(char.IsLetterOrDigit))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(word => word.Length)
            .Take(3)
            .ToArray();
        return longest.Length == 0 ? null : longest[random.Below(longest.Length)];
    }

    private static string CodeBlock(SimulationRandom random) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"\n\n```\n// simulated: this code does nothing useful\nreturn {random.Below(1000)};\n```\n\n"
        );

    private static string Fill(string template, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, template, values);
}
