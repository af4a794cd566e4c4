using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Logprobs;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <param name="id">A number of three digits.</param>
/// <param name="created">Unix seconds; the same over a whole stream.</param>
internal sealed class ChatCompletionDialect(int id, long created, string model, bool hasUsage, TokenLogprobs? logprobs)
    : IAnswerDialect
{
    private bool _isBegun;
    private bool _hasCall;

    public bool IsEventStream => true;

    public IEnumerable<byte[]> Begin(AnswerMetrics metrics) => [];

    public IEnumerable<byte[]> Piece(AnswerPiece piece)
    {
        var total = new AnswerTotal();
        total.Add(piece);
        _hasCall |= total.Call is not null;
        return [WireFrames.Data(Chunk(Delta(total), reason: null, Logprobs(total)))];
    }

    public IEnumerable<byte[]> End(string reason, AnswerMetrics metrics)
    {
        yield return WireFrames.Data(Chunk(Delta(new AnswerTotal()), _hasCall ? "tool_calls" : reason, null));
        if (hasUsage)
        {
            var last = Head("chat.completion.chunk");
            last["choices"] = new JsonArray();
            last["usage"] = OpenAiUsage.Of(metrics);
            yield return WireFrames.Data(last);
        }

        yield return WireFrames.OpenAiEnd;
    }

    // Ollama's writer takes the error line for an answer without text: the caller sees no [DONE], and no reason.
    public IEnumerable<byte[]> Failed(WireError error) =>
        [WireFrames.Data(Chunk(Delta(new AnswerTotal()), reason: null, null))];

    public object Whole(AnswerTotal total, string reason, AnswerMetrics? metrics)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = total.Content };
        AddRest(message, total);
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["message"] = message,
            ["finish_reason"] = total.Call is null ? reason : "tool_calls",
        };
        AddLogprobs(choice, Logprobs(total));
        var whole = Head("chat.completion");
        whole["choices"] = new JsonArray(choice);
        whole["usage"] = OpenAiUsage.Of(metrics);
        return whole;
    }

    private JsonObject Delta(AnswerTotal total)
    {
        var delta = new JsonObject();
        if (!_isBegun)
        {
            delta["role"] = "assistant";
            _isBegun = true;
        }

        delta["content"] = total.Content;
        AddRest(delta, total);
        return delta;
    }

    private JsonObject Chunk(JsonObject delta, string? reason, JsonObject? probabilities)
    {
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["delta"] = delta,
            ["finish_reason"] = reason,
        };
        AddLogprobs(choice, probabilities);
        var chunk = Head("chat.completion.chunk");
        chunk["choices"] = new JsonArray(choice);
        return chunk;
    }

    private JsonObject Head(string kind) =>
        new()
        {
            ["id"] = FormattableString.Invariant($"chatcmpl-{id}"),
            ["object"] = kind,
            ["created"] = created,
            ["model"] = model,
            ["system_fingerprint"] = "fp_ollama",
        };

    private JsonObject? Logprobs(AnswerTotal total) =>
        logprobs is null || total.Tokens.Count == 0
            ? null
            : new JsonObject
            {
                ["content"] = new JsonArray([
                    .. total.Tokens.Select(token => LogprobJson.Of(logprobs.Next(token), isTop: false)),
                ]),
            };

    private static void AddLogprobs(JsonObject choice, JsonObject? probabilities)
    {
        if (probabilities is not null)
        {
            choice["logprobs"] = probabilities;
        }
    }

    private static void AddRest(JsonObject message, AnswerTotal total)
    {
        if (total.Thinking is { } thinking)
        {
            message["reasoning"] = thinking;
        }

        if (total.Call is { } call)
        {
            message["tool_calls"] = new JsonArray(Call(call));
        }
    }

    private static JsonObject Call(ToolCall call) =>
        new()
        {
            ["id"] = call.Id,
            ["index"] = 0,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.ArgumentsJson },
        };
}
