using System.Text.Json.Nodes;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.OpenAi.Responses;

/// <summary>The items of a response's output. Each is made anew: a JSON node can only be in one place.</summary>
internal static class OutputItems
{
    public static JsonObject Reasoning(string id, string? text) =>
        text is null
            ? new JsonObject
            {
                ["id"] = id,
                ["type"] = "reasoning",
                ["summary"] = new JsonArray(),
            }
            : new JsonObject
            {
                ["id"] = id,
                ["type"] = "reasoning",
                ["summary"] = new JsonArray(Summary(text)),
                ["encrypted_content"] = text,
            };

    public static JsonObject Summary(string text) => new() { ["type"] = "summary_text", ["text"] = text };

    /// <param name="text">Null while it has not begun.</param>
    public static JsonObject Message(string id, string? text) =>
        new()
        {
            ["id"] = id,
            ["type"] = "message",
            ["status"] = text is null ? "in_progress" : "completed",
            ["role"] = "assistant",
            ["content"] = text is null ? new JsonArray() : new JsonArray(Part(text)),
        };

    public static JsonObject Part(string text) =>
        new()
        {
            ["type"] = "output_text",
            ["text"] = text,
            ["annotations"] = new JsonArray(),
            ["logprobs"] = new JsonArray(),
        };

    public static JsonObject Call(string id, ToolCall call, bool isComplete) =>
        new()
        {
            ["id"] = id,
            ["type"] = "function_call",
            ["status"] = isComplete ? "completed" : "in_progress",
            ["call_id"] = call.Id,
            ["name"] = call.Name,
            ["arguments"] = isComplete ? call.ArgumentsJson : "",
        };
}
