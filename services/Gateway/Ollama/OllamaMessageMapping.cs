using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Ollama;

/// <summary>The turns of a conversation.</summary>
internal static class OllamaMessageMapping
{
    public static IReadOnlyList<Message> ToMessages(List<OllamaMessage?>? messages, FieldProblems problems)
    {
        if (messages is not { Count: > 0 })
        {
            // To Ollama this means "load the model"; which replica would load it is not for a client to say here.
            problems.Add("messages", "must have at least one message: models are loaded by the orchestrator itself");
            return [];
        }

        return [.. messages.Select((message, index) => ToMessage(message, $"messages[{index}]", problems))];
    }

    private static Message ToMessage(OllamaMessage? message, string field, FieldProblems problems)
    {
        if (message is null)
        {
            problems.Add(field, "must be an object");
            return new Message();
        }

        var mapped = new Message
        {
            Role = ToRole(message.Role, $"{field}.role", problems),
            Content = message.Content ?? "",
            Thinking = message.Thinking ?? "",
            ToolName = message.ToolName ?? "",
            ToolCallId = message.ToolCallId ?? "",
        };
        AddImages(mapped, message.Images ?? [], $"{field}.images", problems);
        AddCalls(mapped, message.ToolCalls ?? [], $"{field}.tool_calls", problems);
        return mapped;
    }

    private static string ToRole(string? role, string field, FieldProblems problems)
    {
        var lower = role?.ToLowerInvariant();
        if (lower is "system" or "user" or "assistant" or "tool")
        {
            return lower;
        }

        problems.Add(field, "must be system, user, assistant or tool");
        return "";
    }

    private static void AddImages(Message mapped, List<string?> images, string field, FieldProblems problems)
    {
        for (var index = 0; index < images.Count; index++)
        {
            if (Base64Images.Decode(images[index], $"{field}[{index}]", problems) is { } image)
            {
                mapped.Images.Add(image);
            }
        }
    }

    private static void AddCalls(Message mapped, List<OllamaToolCall?> calls, string field, FieldProblems problems)
    {
        for (var index = 0; index < calls.Count; index++)
        {
            mapped.ToolCalls.Add(ToCall(calls[index], index, $"{field}[{index}].function", problems));
        }
    }

    private static ToolCall ToCall(OllamaToolCall? call, int index, string field, FieldProblems problems)
    {
        var function = call?.Function;
        if (string.IsNullOrEmpty(function?.Name))
        {
            problems.Add($"{field}.name", "is required");
        }

        var arguments = function?.Arguments;
        if (arguments is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
        {
            problems.Add($"{field}.arguments", "must be an object");
        }

        return new ToolCall
        {
            Id = call?.Id ?? "",
            Name = function?.Name ?? "",
            ArgumentsJson = arguments is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "{}",
            Index = (uint)index,
        };
    }
}
