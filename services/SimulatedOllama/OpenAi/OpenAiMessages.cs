using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>The messages of a chat completion. Parts of a content become messages of their own, as in Ollama.</summary>
internal sealed class OpenAiMessages(JsonFields fields)
{
    private static readonly WireError _invalid = WireError.Bad("invalid message format");
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);

    /// <summary>A part of sound was sent, which no model of the catalogue takes.</summary>
    public bool HasAudio { get; private set; }

    public ImmutableArray<PromptMessage> Read() =>
        [.. fields.Objects("messages", "[]openai.Message").SelectMany(Message)];

    private IEnumerable<PromptMessage> Message(JsonFields message)
    {
        var role = message.Text("role").ToLowerInvariant();
        var extra = message.Text("reasoning") + CallsOf(message);
        switch (message.Any("content"))
        {
            case { ValueKind: JsonValueKind.String } text:
                return
                [
                    new PromptMessage(role, message.ReadText(text, "content"), 0, ToolNameOf(message, role), extra),
                ];
            case { ValueKind: JsonValueKind.Array }:
                var parts = message.Objects("content", "[]any").Select(part => Part(part, role)).ToList();
                return parts.Count == 0 ? parts : [.. parts[..^1], parts[^1] with { Extra = extra }];
            case null when message.Any("tool_calls") is { ValueKind: JsonValueKind.Array }:
                return [new PromptMessage(role, "", Extra: extra)];
            case var other:
                var kind = other is { } value ? JsonFields.GoKind(value) : "<nil>";
                fields.Errors.Add(WireError.Bad($"invalid message content type: {kind}"));
                return [];
        }
    }

    private PromptMessage Part(JsonFields part, string role)
    {
        switch (part.Text("type"))
        {
            case "text":
                fields.Errors.Add(part.Any("text") is { ValueKind: JsonValueKind.String } ? null : _invalid);
                return new PromptMessage(role, part.Text("text"));
            case "image_url":
                fields.Errors.Add(ImageUrls.ErrorOf(UrlOf(part)));
                return new PromptMessage(role, "", 1);
            case "input_audio":
                HasAudio = true;
                return new PromptMessage(role, "");
            default:
                fields.Errors.Add(_invalid);
                return new PromptMessage(role, "");
        }
    }

    private static string? UrlOf(JsonFields part) =>
        part.Any("image_url") switch
        {
            { ValueKind: JsonValueKind.String } => part.Text("image_url"),
            { ValueKind: JsonValueKind.Object } => part.Object("image_url", "map[string]any")?.Text("url"),
            _ => null,
        };

    private string? ToolNameOf(JsonFields message, string role) =>
        role != "tool" ? null
        : message.Text("name") is { Length: > 0 } name ? name
        : _toolNames.GetValueOrDefault(message.Text("tool_call_id"));

    private string CallsOf(JsonFields message)
    {
        var texts = message.Objects("tool_calls", "[]openai.ToolCall").Select(CallOf);
        return string.Concat(texts);
    }

    private string CallOf(JsonFields call)
    {
        var function = call.Object("function", "openai.ToolCallFunction");
        var name = function?.Text("name") ?? "";
        var arguments = function?.Text("arguments") ?? "";
        _toolNames[call.Text("id")] = name;
        fields.Errors.Add(IsObject(arguments) ? null : WireError.Bad("invalid tool call arguments"));
        return name + arguments;
    }

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
