using System.Text;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Runs.Budget;

/// <summary>About how many tokens a prompt has, before a replica has counted them. Pure.</summary>
internal static class PromptTokens
{
    // Four bytes of UTF-8 are a token of English; Korean has three bytes for each character and somewhat less than one token.
    private const int BytesPerToken = 4;
    private const int PerMessage = 4;

    public static long Of(IEnumerable<Message> messages) =>
        messages.Sum(message =>
            PerMessage
            + (
                ((long)Encoding.UTF8.GetByteCount(message.Content) + Encoding.UTF8.GetByteCount(message.Thinking))
                / BytesPerToken
            )
        );
}
