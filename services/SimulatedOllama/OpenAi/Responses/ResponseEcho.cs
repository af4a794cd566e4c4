using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi.Responses;

/// <summary>The response object, most of which repeats what was asked.</summary>
internal sealed class ResponseEcho(JsonFields request, int id, long createdAt)
{
    public JsonObject InProgress() => Object("in_progress", new JsonArray());

    public JsonObject Completed(JsonArray output, AnswerMetrics? metrics, string reason, long now)
    {
        var isCut = reason == "length";
        var response = Object(isCut ? "incomplete" : "completed", output);
        response["completed_at"] = now;
        response["incomplete_details"] = isCut ? new JsonObject { ["reason"] = "max_output_tokens" } : null;
        response["usage"] = Usage(metrics);
        return response;
    }

    public JsonObject Failed(string message)
    {
        var response = Object("failed", new JsonArray());
        response["error"] = new JsonObject { ["code"] = "server_error", ["message"] = message };
        return response;
    }

    private JsonObject Object(string status, JsonArray output) =>
        new()
        {
            ["id"] = FormattableString.Invariant($"resp_{id}"),
            ["object"] = "response",
            ["created_at"] = createdAt,
            ["completed_at"] = null,
            ["status"] = status,
            ["incomplete_details"] = null,
            ["model"] = request.Text("model"),
            ["previous_response_id"] = null,
            ["instructions"] = Copy("instructions"),
            ["output"] = output,
            ["error"] = null,
            ["tools"] = Copy("tools") ?? new JsonArray(),
            ["tool_choice"] = "auto",
            ["truncation"] = Copy("truncation") ?? "disabled",
            ["parallel_tool_calls"] = true,
            ["text"] = Copy("text") ?? new JsonObject { ["format"] = new JsonObject { ["type"] = "text" } },
            ["top_p"] = Copy("top_p") ?? 1.0,
            ["presence_penalty"] = 0,
            ["frequency_penalty"] = 0,
            ["top_logprobs"] = 0,
            ["temperature"] = Copy("temperature") ?? 1.0,
            ["reasoning"] = Copy("reasoning"),
            ["usage"] = null,
            ["max_output_tokens"] = Copy("max_output_tokens"),
            ["max_tool_calls"] = null,
            ["store"] = false,
            ["background"] = false,
            ["service_tier"] = "default",
            ["metadata"] = new JsonObject(),
            ["safety_identifier"] = null,
            ["prompt_cache_key"] = null,
        };

    private JsonNode? Copy(string name) => request.Any(name) is { } value ? JsonNodeText.ToNode(value) : null;

    private static JsonObject Usage(AnswerMetrics? metrics)
    {
        var input = metrics?.PromptEvalCount ?? 0;
        var output = metrics?.EvalCount ?? 0;
        return new JsonObject
        {
            ["input_tokens"] = input,
            ["output_tokens"] = output,
            ["total_tokens"] = input + output,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = 0 },
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
        };
    }
}
