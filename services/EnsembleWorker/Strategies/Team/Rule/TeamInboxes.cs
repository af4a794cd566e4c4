using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Messages that wait for the next turn of whom they are for, oldest first. Pure.</summary>
internal sealed record TeamInboxes(ImmutableList<TeamMessage> Messages)
{
    public static TeamInboxes Empty { get; } = new([]);

    public IReadOnlyList<TeamMessage> Of(string role) => Messages.FindAll(message => message.To == role);

    /// <summary>Beyond the limit the oldest messages of the same role are dropped.</summary>
    public TeamInboxes With(IEnumerable<TeamMessage> added, TeamOptions limits)
    {
        var messages = Messages;
        foreach (var message in added)
        {
            messages = messages.Add(message with { Text = CutText.Middle(message.Text, limits.MaxMessageCharacters) });
            var waiting = messages.FindAll(each => each.To == message.To);
            messages = waiting.Count > limits.MaxMessagesPerRole ? messages.Remove(waiting[0]) : messages;
        }

        return new TeamInboxes(messages);
    }

    /// <summary>The role has read them.</summary>
    public TeamInboxes Without(string role) => new(Messages.RemoveAll(message => message.To == role));
}
