using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>The old completions: a prompt and its continuation, without roles.</summary>
internal sealed class CompletionDialect(int id, long created, string model, bool hasUsage) : IAnswerDialect
{
    public bool IsEventStream => true;

    public IEnumerable<byte[]> Begin(AnswerMetrics metrics) => [];

    public IEnumerable<byte[]> Piece(AnswerPiece piece) =>
        [WireFrames.Data(Chunk(piece is AnswerPiece.Content content ? content.Text : "", reason: null))];

    public IEnumerable<byte[]> End(string reason, AnswerMetrics metrics)
    {
        yield return WireFrames.Data(Chunk("", reason));
        if (hasUsage)
        {
            var last = Head();
            last["choices"] = new JsonArray();
            last["usage"] = OpenAiUsage.Of(metrics);
            yield return WireFrames.Data(last);
        }

        yield return WireFrames.OpenAiEnd;
    }

    public IEnumerable<byte[]> Failed(WireError error) => [WireFrames.Data(Chunk("", reason: null))];

    public object Whole(AnswerTotal total, string reason, AnswerMetrics? metrics)
    {
        var whole = Chunk(total.Content, reason);
        whole["usage"] = OpenAiUsage.Of(metrics);
        return whole;
    }

    private JsonObject Chunk(string text, string? reason)
    {
        var chunk = Head();
        chunk["choices"] = new JsonArray(
            new JsonObject
            {
                ["text"] = text,
                ["index"] = 0,
                ["finish_reason"] = reason,
            }
        );
        return chunk;
    }

    private JsonObject Head() =>
        new()
        {
            ["id"] = FormattableString.Invariant($"cmpl-{id}"),
            ["object"] = "text_completion",
            ["created"] = created,
            ["model"] = model,
            ["system_fingerprint"] = "fp_ollama",
        };
}
