using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>The messages and tools of a chat request, in the simulation's terms.</summary>
internal static class ChatCall
{
    public static ImmutableArray<PromptMessage> MessagesOf(JsonFields fields) =>
        [.. fields.Objects("messages", "[]api.Message").Select(MessageOf)];

    public static ImmutableArray<ToolSignature> ToolsOf(JsonFields fields) =>
        [.. fields.Objects("tools", "[]api.Tool").Select(ToolOf).OfType<ToolSignature>()];

    private static PromptMessage MessageOf(JsonFields message)
    {
        var calls = string.Concat(message.Items("tool_calls", "[]api.ToolCall").Select(call => call.GetRawText()));
        return new PromptMessage(
            message.Text("role").ToLowerInvariant(),
            message.Text("content"),
            GenerationFields.ImagesOf(message),
            message.Text("tool_name") is { Length: > 0 } tool ? tool : null,
            message.Text("thinking") + calls
        );
    }

    private static ToolSignature? ToolOf(JsonFields tool) =>
        tool.Object("function", "api.ToolFunction") is { } function ? SignatureOf(function, "parameters") : null;

    /// <param name="schema">The field that holds the schema of the arguments.</param>
    public static ToolSignature SignatureOf(JsonFields function, string schema)
    {
        var parameters = function.Any(schema);
        var tokens = Tokenizer.Count(function.Text("description")) + Tokenizer.Count(parameters?.GetRawText() ?? "");
        return new ToolSignature(
            function.Text("name"),
            function.Text("description"),
            parameters is { ValueKind: JsonValueKind.Object } ? parameters : null,
            tokens + Tokenizer.Count(function.Text("name"))
        );
    }
}
