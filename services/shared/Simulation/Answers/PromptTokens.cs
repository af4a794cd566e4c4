using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Counts a prompt's tokens and cuts it to the context, oldest messages first.</summary>
public static class PromptTokens
{
    /// <summary>What a chat template adds to each message.</summary>
    public const int PerMessage = 4;
    private const int PerImage = 256;

    /// <summary>Tokens that are evaluated: without the messages that do not fit. The system message and the last one stay.</summary>
    public static int Fit(AnswerRequest request)
    {
        var total = Whole(request);
        for (var at = 0; at < request.Messages.Length - 1 && total > request.ContextLength; at++)
        {
            total -= request.Messages[at].Role == "system" ? 0 : Of(request.Messages[at]);
        }

        return Math.Min(total, request.ContextLength);
    }

    /// <summary>All tokens, whether they fit or not.</summary>
    public static int Whole(AnswerRequest request) => request.Messages.Sum(Of) + request.Tools.Sum(tool => tool.Tokens);

    private static int Of(PromptMessage message) =>
        PerMessage + Tokenizer.Count(message.Content) + Tokenizer.Count(message.Extra) + (message.Images * PerImage);
}
