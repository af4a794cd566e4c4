using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>What the user wants now, and the conversation around it. Pure.</summary>
/// <param name="Others">All other messages, in their order.</param>
/// <param name="Last">The user's last message; the last of all where none is the user's.</param>
internal sealed record UserTurn(IReadOnlyList<Message> Others, Message Last)
{
    public const string User = "user";

    public static UserTurn Of(IReadOnlyList<Message> conversation)
    {
        var at = conversation.Count - 1;
        while (at >= 0 && conversation[at].Role != User)
        {
            at--;
        }

        at = at < 0 ? conversation.Count - 1 : at;
        return at < 0
            ? new UserTurn([], new Message { Role = User })
            : new UserTurn([.. conversation.Where((_, place) => place != at)], conversation[at]);
    }

    /// <summary>Another wording of the last message, with what else came with it.</summary>
    public Message Saying(string text) =>
        new()
        {
            Role = User,
            Content = text,
            Images = { Last.Images },
        };
}
