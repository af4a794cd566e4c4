using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.OpenAi;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Native;

/// <summary>A question that is only decided about.</summary>
internal static class RouteQuestionMapping
{
    public static Question ToQuestion(RouteQuestion request, FieldProblems problems)
    {
        request.Model ??= "auto";
        PromptField.Take(request, request.Prompt, problems);
        return ChatCompletionMapping.ToQuestion(request, problems);
    }
}
