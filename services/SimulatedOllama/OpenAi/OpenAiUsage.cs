using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;

namespace Orchestrator.SimulatedOllama.OpenAi;

internal static class OpenAiUsage
{
    /// <param name="metrics">Null for an answer that cost nothing.</param>
    public static JsonObject Of(AnswerMetrics? metrics)
    {
        var prompt = metrics?.PromptEvalCount ?? 0;
        var answer = metrics?.EvalCount ?? 0;
        return new JsonObject
        {
            ["prompt_tokens"] = prompt,
            ["completion_tokens"] = answer,
            ["total_tokens"] = prompt + answer,
        };
    }
}
