using System.Collections.Immutable;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>The messages and tools of a chat request, in the simulation's terms.</summary>
internal static class ChatCall
{
    public static ImmutableArray<PromptMessage> MessagesOf(JsonFields fields)
    {
        var toolNames = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. fields.Objects("messages", "[]api.Message").Select(message => MessageOf(message, toolNames))];
    }

    public static ImmutableArray<ToolSignature> ToolsOf(JsonFields fields) =>
        [.. fields.Objects("tools", "[]api.Tool").Select(ToolOf).OfType<ToolSignature>()];

    private static PromptMessage MessageOf(JsonFields message, Dictionary<string, string> toolNames)
    {
        var calls = string.Concat(
            message.Objects("tool_calls", "[]api.ToolCall").Select(call => CallOf(call, toolNames)).ToList()
        );
        return new PromptMessage(
            message.Text("role").ToLowerInvariant(),
            message.Text("content"),
            GenerationFields.ImagesOf(message),
            ToolNameOf(message, toolNames),
            message.Text("thinking") + calls
        );
    }

    private static string CallOf(JsonFields call, Dictionary<string, string> toolNames)
    {
        var function = call.Object("function", "api.ToolCallFunction");
        var name = function?.Text("name") ?? "";
        toolNames[call.Text("id")] = name;
        return name + (function?.Any("arguments")?.GetRawText() ?? "");
    }

    // By its own name or by the call that it answers; some clients say neither, and then it is the last call's.
    private static string? ToolNameOf(JsonFields message, Dictionary<string, string> toolNames) =>
        message.Text("tool_name") is { Length: > 0 } name ? name
        : toolNames.GetValueOrDefault(message.Text("tool_call_id")) is { } called ? called
        : message.Text("role").Equals("tool", StringComparison.OrdinalIgnoreCase) ? toolNames.Values.LastOrDefault()
        : null;

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
            parameters is { ValueKind: System.Text.Json.JsonValueKind.Object } ? parameters : null,
            tokens + Tokenizer.Count(function.Text("name"))
        );
    }
}
