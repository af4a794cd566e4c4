using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi.Responses;

/// <summary>A response whole, or as the events from which a client builds it: item by item, each begun and closed.</summary>
internal sealed class ResponsesDialect(ResponseEcho echo, int id, TimeProvider clock) : IAnswerDialect
{
    private readonly ResponseEvents _events = new();
    private readonly AnswerTotal _total = new();
    private readonly string _reasoningId = FormattableString.Invariant($"rs_{id}");
    private readonly string _messageId = FormattableString.Invariant($"msg_{id}");
    private readonly string _callId = FormattableString.Invariant($"fc_{id}_0");
    private Open _open;

    private enum Open
    {
        Nothing,
        Reasoning,
        Message,
    }

    public bool IsEventStream => true;

    public IEnumerable<byte[]> Begin(AnswerMetrics metrics) =>
        [
            _events.Next("response.created", new JsonObject { ["response"] = echo.InProgress() }),
            _events.Next("response.in_progress", new JsonObject { ["response"] = echo.InProgress() }),
        ];

    public IEnumerable<byte[]> Piece(AnswerPiece piece)
    {
        _total.Add(piece);
        return piece switch
        {
            AnswerPiece.Thinking thinking => Turn(Open.Reasoning)
                .Append(_events.ReasoningDelta(_reasoningId, thinking.Text)),
            AnswerPiece.Content content => Turn(Open.Message).Append(_events.TextDelta(_messageId, content.Text)),
            AnswerPiece.Call call => Turn(Open.Nothing).Concat(_events.Call(_callId, call.Tool)),
            _ => [],
        };
    }

    public IEnumerable<byte[]> End(string reason, AnswerMetrics metrics)
    {
        foreach (var frame in Turn(Open.Nothing))
        {
            yield return frame;
        }

        var response = echo.Completed(Output(_total), metrics, reason, Now);
        yield return _events.Next(
            reason == "length" ? "response.incomplete" : "response.completed",
            new JsonObject { ["response"] = response }
        );
    }

    public IEnumerable<byte[]> Failed(WireError error) =>
        [_events.Next("response.failed", new JsonObject { ["response"] = echo.Failed(error.Message) })];

    public object Whole(AnswerTotal total, string reason, AnswerMetrics? metrics) =>
        echo.Completed(Output(total), metrics, reason, Now);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Closes the item that is open and opens another one, if that is not what is open already.</summary>
    private List<byte[]> Turn(Open next)
    {
        List<byte[]> frames = [];
        if (_open == next)
        {
            return frames;
        }

        frames.AddRange(
            _open switch
            {
                Open.Reasoning => _events.CloseReasoning(_reasoningId, _total.Thinking ?? ""),
                Open.Message => _events.CloseMessage(_messageId, _total.Content),
                _ => [],
            }
        );
        frames.AddRange(
            next switch
            {
                Open.Reasoning => _events.OpenReasoning(_reasoningId),
                Open.Message => _events.OpenMessage(_messageId),
                _ => [],
            }
        );
        _open = next;
        return frames;
    }

    private JsonArray Output(AnswerTotal total)
    {
        var output = new JsonArray();
        if (total.Thinking is { } thinking)
        {
            output.Add((JsonNode)OutputItems.Reasoning(_reasoningId, thinking));
        }

        output.Add(
            (JsonNode)(
                total.Call is { } call
                    ? OutputItems.Call(_callId, call, isComplete: true)
                    : OutputItems.Message(_messageId, total.Content)
            )
        );
        return output;
    }
}
