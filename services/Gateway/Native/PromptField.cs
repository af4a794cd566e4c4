using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Native;

/// <summary>The field "prompt" of our own requests: a conversation of one message, for whoever writes it by hand.</summary>
internal static class PromptField
{
    /// <param name="prompt">Null where the request has none.</param>
    public static void Take(ChatCompletionRequest request, string? prompt, FieldProblems problems)
    {
        if (prompt is null)
        {
            return;
        }

        if (request.Messages is not null)
        {
            problems.Add("prompt", "must be left out when there are messages");
            return;
        }

        request.Messages =
        [
            new ChatMessage
            {
                Role = "user",
                Content = new MessageContent { Text = prompt },
            },
        ];
    }
}
