using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>The turns of a conversation.</summary>
internal static class ChatMessageMapping
{
    public static IReadOnlyList<Message> ToMessages(List<ChatMessage?>? messages, FieldProblems problems)
    {
        if (messages is not { Count: > 0 })
        {
            problems.Add("messages", "must be an array with at least one message");
            return [];
        }

        var toolNames = new Dictionary<string, string>(StringComparer.Ordinal);
        return [.. messages.Select((message, index) => ToMessage(message, $"messages[{index}]", toolNames, problems))];
    }

    private static Message ToMessage(
        ChatMessage? message,
        string field,
        Dictionary<string, string> toolNames,
        FieldProblems problems
    )
    {
        if (message is null)
        {
            problems.Add(field, "must be an object");
            return new Message();
        }

        var mapped = new Message
        {
            Role = ToRole(message.Role, $"{field}.role", problems),
            Thinking = message.Reasoning ?? "",
            ToolCallId = message.ToolCallId ?? "",
        };
        ContentMapping.Fill(mapped, message, $"{field}.content", problems);
        ToolCallMapping.Fill(mapped, message.ToolCalls, $"{field}.tool_calls", toolNames, problems);
        if (mapped.Role == "tool")
        {
            // Models know tools by name, OpenAI's clients only send the id of the call.
            mapped.ToolName = message.Name ?? toolNames.GetValueOrDefault(mapped.ToolCallId, "");
        }

        return mapped;
    }

    private static string ToRole(string? role, string field, FieldProblems problems)
    {
        switch (role)
        {
            case "system" or "user" or "assistant" or "tool":
                return role;
            case "developer":
                return "system";
            default:
                problems.Add(field, "must be system, developer, user, assistant or tool");
                return "";
        }
    }
}
