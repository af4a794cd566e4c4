using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Orchestrator.Inference.Abstractions;

/// <summary>Messages of Microsoft.Extensions.AI as our turns, and back.</summary>
internal static class AbstractTurns
{
    /// <summary>One turn, or one per tool result.</summary>
    public static IEnumerable<ChatTurn> Of(ChatMessage message)
    {
        var results = message.Contents.OfType<FunctionResultContent>().ToList();
        if (results.Count > 0)
        {
            return results.Select(ToTurn);
        }

        return
        [
            new ChatTurn(ToRole(message.Role), message.Text)
            {
                Thinking = Thinking(message),
                Images = [.. message.Contents.Select(ToImage).OfType<ReadOnlyMemory<byte>>()],
                ToolCalls = [.. message.Contents.OfType<FunctionCallContent>().Select(ToToolCall)],
            },
        ];
    }

    public static ChatMessage ToMessage(ChatTurn turn)
    {
        List<AIContent> contents = [];
        if (turn.Role == TurnRole.Tool)
        {
            return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(turn.ToolCallId ?? "", turn.Text)]);
        }

        if (turn.Thinking is { Length: > 0 } thinking)
        {
            contents.Add(new TextReasoningContent(thinking));
        }

        if (turn.Text.Length > 0)
        {
            contents.Add(new TextContent(turn.Text));
        }

        contents.AddRange(
            turn.Images.Select(image => new DataContent(image, Conversation.ImageMedia.TypeOf(image.Span)))
        );
        contents.AddRange(turn.ToolCalls.Select(ToContent));
        return new ChatMessage(ToRole(turn.Role), contents);
    }

    /// <exception cref="InferenceException">The arguments were no JSON.</exception>
    public static ToolCall ToToolCall(FunctionCallContent call) =>
        call.Exception is null
            ? new ToolCall(call.CallId, call.Name, JsonSerializer.SerializeToElement(call.Arguments ?? Empty()))
            : throw new InferenceException(
                new InferenceError(
                    InferenceStage.FirstToken,
                    InferenceCause.StreamBroken,
                    "The arguments of a tool call are not a JSON object."
                )
            );

    private static Dictionary<string, object?> Empty() => new Dictionary<string, object?>(StringComparer.Ordinal);

    private static FunctionCallContent ToContent(ToolCall call) =>
        new(call.Id ?? "", call.Name, call.Arguments.Deserialize<Dictionary<string, object?>>());

    private static ChatTurn ToTurn(FunctionResultContent result) =>
        new(TurnRole.Tool, result.Result as string ?? JsonSerializer.Serialize(result.Result))
        {
            ToolCallId = result.CallId,
        };

    private static string? Thinking(ChatMessage message)
    {
        var text = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(content => content.Text));
        return text.Length > 0 ? text : null;
    }

    private static ReadOnlyMemory<byte>? ToImage(AIContent content) =>
        content switch
        {
            DataContent data when data.HasTopLevelMediaType("image") => data.Data,
            DataContent data => throw AbstractCalls.Refused(
                $"Content of the type {data.MediaType} cannot be passed on."
            ),
            UriContent => throw AbstractCalls.Refused("Only images that are in the message itself can be passed on."),
            _ => null,
        };

    private static TurnRole ToRole(ChatRole role) =>
        role == ChatRole.System ? TurnRole.System
        : role == ChatRole.Assistant ? TurnRole.Assistant
        : role == ChatRole.Tool ? TurnRole.Tool
        : TurnRole.User;

    private static ChatRole ToRole(TurnRole role) =>
        role switch
        {
            TurnRole.System => ChatRole.System,
            TurnRole.Assistant => ChatRole.Assistant,
            TurnRole.Tool => ChatRole.Tool,
            _ => ChatRole.User,
        };
}
