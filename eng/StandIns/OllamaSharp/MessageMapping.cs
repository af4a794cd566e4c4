using System.Text.Json;
using Microsoft.Extensions.AI;
using OllamaSharp.Models.Chat;
using AiChatMessage = Microsoft.Extensions.AI.ChatMessage;
using AiChatRole = Microsoft.Extensions.AI.ChatRole;
using OllamaRole = OllamaSharp.Models.Chat.ChatRole;

namespace OllamaSharp;

/// <summary>Messages between Microsoft.Extensions.AI and Ollama. Ollama's tool-call ids do not survive.</summary>
internal static class MessageMapping
{
    public static IEnumerable<Message> ToOllama(string? instructions, IEnumerable<AiChatMessage> messages)
    {
        var list = messages.ToList();
        var toolNames = ToolNames(list);
        var converted = list.SelectMany(message => ToOllama(message, toolNames));
        return string.IsNullOrEmpty(instructions)
            ? [.. converted]
            : [new Message((OllamaRole?)OllamaRole.System, instructions), .. converted];
    }

    public static AiChatMessage ToAbstraction(Message message) =>
        new(AiChatRole.Assistant, ToContents(message)) { RawRepresentation = message };

    public static List<AIContent> ToContents(Message? message)
    {
        var contents = new List<AIContent>();
        if (!string.IsNullOrEmpty(message?.Thinking))
        {
            contents.Add(new TextReasoningContent(message.Thinking));
        }

        if (!string.IsNullOrEmpty(message?.Content))
        {
            contents.Add(new TextContent(message.Content));
        }

        contents.AddRange((message?.ToolCalls ?? []).Select(ToCall));
        return contents;
    }

    private static FunctionCallContent ToCall(Message.ToolCall call) =>
        new(
            Guid.NewGuid().ToString("N")[..8],
            call.Function?.Name ?? string.Empty,
            call.Function?.Arguments is { } arguments ? new Dictionary<string, object?>(arguments) : null
        );

    private static Dictionary<string, string> ToolNames(IEnumerable<AiChatMessage> messages)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var call in messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            names[call.CallId] = call.Name;
        }

        return names;
    }

    private static IEnumerable<Message> ToOllama(AiChatMessage message, Dictionary<string, string> toolNames)
    {
        var results = message.Contents.OfType<FunctionResultContent>().ToList();
        foreach (var result in results)
        {
            yield return new Message((OllamaRole?)OllamaRole.Tool, ResultText(result.Result))
            {
                ToolName = toolNames.GetValueOrDefault(result.CallId),
            };
        }

        if (results.Count == 0)
        {
            yield return ToTurn(message);
        }
    }

    private static Message ToTurn(AiChatMessage message)
    {
        var thinking = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(part => part.Text));
        var images = message
            .Contents.OfType<DataContent>()
            .Where(part => part.HasTopLevelMediaType("image"))
            .Select(part => Convert.ToBase64String(part.Data.Span))
            .ToArray();
        var calls = message.Contents.OfType<FunctionCallContent>().Select(ToToolCall).ToList();
        return new Message((OllamaRole?)new OllamaRole(message.Role.Value), message.Text)
        {
            Thinking = thinking.Length > 0 ? thinking : null,
            Images = images.Length > 0 ? images : null,
            ToolCalls = calls.Count > 0 ? calls : null,
        };
    }

    private static Message.ToolCall ToToolCall(FunctionCallContent call) =>
        new()
        {
            Id = call.CallId,
            Function = new Message.Function { Name = call.Name, Arguments = call.Arguments },
        };

    private static string ResultText(object? result) =>
        result as string ?? JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions);
}
