using System.Collections.Immutable;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.Simulation.Bank;

/// <summary>What a conversation asks from the bank.</summary>
/// <param name="Questions">All that the deciding message has; more than one is not a question but a list of them.</param>
/// <param name="Rest">The last user message without the questions: candidates, instructions.</param>
/// <param name="After">The part of it after the last question.</param>
/// <param name="LastReply">The last message of the assistant.</param>
internal sealed record BankPrompt(ImmutableArray<Question> Questions, string Rest, string After, string LastReply)
{
    /// <summary>Null when the conversation asks none, or several at once.</summary>
    public Question? Question => Questions is [var only] ? only : null;

    /// <summary>
    /// The last user message decides. If it has no question ("Are you sure?"), the nearest message before it that has
    /// one does, be it the user's or the system's.
    /// </summary>
    public static BankPrompt Of(ImmutableArray<PromptMessage> messages)
    {
        var last = messages.LastOrDefault(message => message.Role == "user")?.Content ?? "";
        var text = FoldedText.Of(last);
        var matches = QuestionBank.WithProbes.FindIn(text);
        var questions = matches.Count > 0 ? Different(matches) : Earlier(messages);
        var after = matches.Count > 0 ? text.Source[matches.Max(match => match.End)..] : text.Source;
        return new BankPrompt(questions, Without(text.Source, matches), after, LastOf(messages, "assistant"));
    }

    private static ImmutableArray<Question> Earlier(ImmutableArray<PromptMessage> messages) =>
        messages
            .Reverse()
            .Where(message => message.Role is "user" or "system")
            .Skip(1)
            .Select(message => QuestionBank.WithProbes.Find(message.Content))
            .FirstOrDefault(found => !found.IsEmpty, []);

    private static ImmutableArray<Question> Different(List<QuestionMatch> matches) =>
        [.. matches.Select(match => match.Question).Distinct()];

    private static string LastOf(ImmutableArray<PromptMessage> messages, string role) =>
        messages.LastOrDefault(message => message.Role == role)?.Content ?? "";

    // From the back, so that the places before stay true. Matches never overlap: no question contains another.
    private static string Without(string source, List<QuestionMatch> matches)
    {
        foreach (var match in matches.OrderByDescending(match => match.Start))
        {
            source = string.Concat(source.AsSpan(0, match.Start), "\n", source.AsSpan(match.End));
        }

        return source;
    }
}
