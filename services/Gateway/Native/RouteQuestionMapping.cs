using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.OpenAi;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Native;

/// <summary>A question that is only decided about.</summary>
internal static class RouteQuestionMapping
{
    public static Question ToQuestion(RouteQuestion request, FieldProblems problems)
    {
        request.Model ??= "auto";
        if (request is { Prompt: { } prompt, Messages: null })
        {
            request.Messages =
            [
                new ChatMessage
                {
                    Role = "user",
                    Content = new MessageContent { Text = prompt },
                },
            ];
        }
        else if (request.Prompt is not null)
        {
            problems.Add("prompt", "must be left out when there are messages");
        }

        return ChatCompletionMapping.ToQuestion(request, problems);
    }
}
