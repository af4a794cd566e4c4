using System.Text.Json.Nodes;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.OpenAi;

/// <summary>A conversation as OpenAI's messages. Thoughts of earlier turns are not sent: several servers refuse them.</summary>
internal static class OpenAiMessages
{
    public static JsonArray Of(IReadOnlyList<ChatTurn> turns) =>
        new([.. ToolIds.Complete(turns).Select(turn => (JsonNode)Message(turn))]);

    private static JsonObject Message(ChatTurn turn) =>
        turn.Role switch
        {
            TurnRole.System => new JsonObject { ["role"] = "system", ["content"] = turn.Text },
            TurnRole.User => new JsonObject { ["role"] = "user", ["content"] = UserContent(turn) },
            TurnRole.Assistant => Assistant(turn),
            TurnRole.Tool => new JsonObject
            {
                ["role"] = "tool",
                ["tool_call_id"] = turn.ToolCallId,
                ["content"] = turn.Text,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(turn), turn.Role, "There is no such role."),
        };

    private static JsonNode UserContent(ChatTurn turn)
    {
        if (turn.Images.Count == 0)
        {
            return turn.Text;
        }

        var parts = new JsonArray();
        if (turn.Text.Length > 0)
        {
            parts.Add((JsonNode)new JsonObject { ["type"] = "text", ["text"] = turn.Text });
        }

        foreach (var image in turn.Images)
        {
            var url = new JsonObject { ["url"] = ImageMedia.DataUrl(image.Span) };
            parts.Add((JsonNode)new JsonObject { ["type"] = "image_url", ["image_url"] = url });
        }

        return parts;
    }

    private static JsonObject Assistant(ChatTurn turn)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = turn.Text };
        if (turn.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. turn.ToolCalls.Select(call => (JsonNode)ToolCall(call))]);
        }

        return message;
    }

    private static JsonObject ToolCall(ToolCall call) =>
        new()
        {
            ["id"] = call.Id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments.GetRawText() },
        };
}
