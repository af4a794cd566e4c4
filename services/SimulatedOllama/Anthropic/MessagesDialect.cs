using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Anthropic;

/// <summary>A message whole, or as events: each block is begun, grows and is stopped before the next one begins.</summary>
internal sealed class MessagesDialect(string id, string model) : IAnswerDialect
{
    private string? _open;
    private int _index;
    private bool _hasCall;

    public bool IsEventStream => true;

    public IEnumerable<byte[]> Begin(AnswerMetrics metrics)
    {
        var message = Message(new JsonArray(), null, metrics.PromptEvalCount, 0);
        return [Event("message_start", new JsonObject { ["message"] = message })];
    }

    public IEnumerable<byte[]> Piece(AnswerPiece piece) =>
        piece switch
        {
            AnswerPiece.Thinking thinking => Grow("thinking", "thinking", thinking.Text),
            AnswerPiece.Content content => Grow("text", "text", content.Text),
            AnswerPiece.Call call => Call(call),
            _ => [],
        };

    public IEnumerable<byte[]> End(string reason, AnswerMetrics metrics) =>
        [
            .. Stop(),
            Event(
                "message_delta",
                new JsonObject
                {
                    ["delta"] = new JsonObject { ["stop_reason"] = StopReason(reason, _hasCall) },
                    ["usage"] = Usage(metrics.PromptEvalCount, metrics.EvalCount),
                }
            ),
            Event("message_stop", []),
        ];

    public IEnumerable<byte[]> Failed(WireError error) =>
        [Event("error", new JsonObject { ["error"] = WireDialect.AnthropicError(error) })];

    public object Whole(AnswerTotal total, string reason, AnswerMetrics? metrics)
    {
        var content = new JsonArray();
        if (total.Thinking is { } thinking)
        {
            content.Add((JsonNode)new JsonObject { ["type"] = "thinking", ["thinking"] = thinking });
        }

        if (total.Content.Length > 0)
        {
            content.Add((JsonNode)new JsonObject { ["type"] = "text", ["text"] = total.Content });
        }

        if (total.Call is { } call)
        {
            content.Add((JsonNode)ToolUse(call.Id, call.Name, JsonNode.Parse(call.ArgumentsJson)));
        }

        var stopReason = StopReason(reason, total.Call is not null);
        return Message(content, stopReason, metrics?.PromptEvalCount ?? 0, metrics?.EvalCount ?? 0);
    }

    private List<byte[]> Grow(string type, string field, string text)
    {
        List<byte[]> frames = [];
        if (_open != type)
        {
            frames.AddRange(Stop());
            frames.Add(Start(new JsonObject { ["type"] = type, [field] = "" }));
            _open = type;
        }

        frames.Add(Delta(new JsonObject { ["type"] = $"{type}_delta", [field] = text }));
        return frames;
    }

    private byte[][] Call(AnswerPiece.Call piece)
    {
        _hasCall = true;
        byte[][] before = [.. Stop(), Start(ToolUse(piece.Tool.Id, piece.Tool.Name, new JsonObject()))];
        _open = "tool_use";
        var delta = new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece.Tool.ArgumentsJson };
        return [.. before, Delta(delta), .. Stop()];
    }

    private byte[][] Stop()
    {
        if (_open is null)
        {
            return [];
        }

        _open = null;
        return [Event("content_block_stop", new JsonObject { ["index"] = _index++ })];
    }

    private byte[] Start(JsonObject block) =>
        Event("content_block_start", new JsonObject { ["index"] = _index, ["content_block"] = block });

    private byte[] Delta(JsonObject delta) =>
        Event("content_block_delta", new JsonObject { ["index"] = _index, ["delta"] = delta });

    private static byte[] Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return WireFrames.Event(type, data);
    }

    private static JsonObject ToolUse(string id, string name, JsonNode? input) =>
        new()
        {
            ["type"] = "tool_use",
            ["id"] = id,
            ["name"] = name,
            ["input"] = input,
        };

    private JsonObject Message(JsonArray content, string? stopReason, int input, int output)
    {
        var message = new JsonObject
        {
            ["id"] = id,
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = model,
            ["content"] = content,
        };
        if (stopReason is not null)
        {
            message["stop_reason"] = stopReason;
        }

        message["usage"] = Usage(input, output);
        return message;
    }

    private static JsonObject Usage(int input, int output) =>
        new() { ["input_tokens"] = input, ["output_tokens"] = output };

    private static string StopReason(string reason, bool hasCall) =>
        hasCall ? "tool_use"
        : reason == "length" ? "max_tokens"
        : "end_turn";
}
