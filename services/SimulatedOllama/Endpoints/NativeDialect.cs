using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Logprobs;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>What chat and generate have in common: lines of ndjson, the last one with the metrics.</summary>
/// <param name="logprobs">Null when the caller did not ask for them.</param>
internal abstract class NativeDialect(TokenLogprobs? logprobs) : IAnswerDialect
{
    public bool IsEventStream => false;

    public IEnumerable<byte[]> Begin(AnswerMetrics metrics) => [];

    public IEnumerable<byte[]> Piece(AnswerPiece piece)
    {
        var total = new AnswerTotal();
        total.Add(piece);
        return [WireFrames.Line(WithLogprobs(Response(total), total))];
    }

    public IEnumerable<byte[]> End(string reason, AnswerMetrics metrics) =>
        [WireFrames.Line(Done(new AnswerTotal(), reason, metrics))];

    public IEnumerable<byte[]> Failed(WireError error) => [WireFrames.Line(new ErrorResponse(error.Message))];

    public object Whole(AnswerTotal total, string reason, AnswerMetrics? metrics) =>
        WithLogprobs(Done(total, reason, metrics), total);

    protected abstract AnswerResponse Response(AnswerTotal text);

    protected virtual AnswerResponse Done(AnswerTotal text, string reason, AnswerMetrics? metrics) =>
        Response(text) with
        {
            Done = true,
            DoneReason = reason,
            TotalDuration = metrics?.TotalDuration ?? 0,
            LoadDuration = metrics?.LoadDuration ?? 0,
            PromptEvalCount = metrics?.PromptEvalCount ?? 0,
            PromptEvalDuration = metrics?.PromptEvalDuration ?? 0,
            EvalCount = metrics?.EvalCount ?? 0,
            EvalDuration = metrics?.EvalDuration ?? 0,
        };

    private AnswerResponse WithLogprobs(AnswerResponse response, AnswerTotal text) =>
        logprobs is null || text.Tokens.Count == 0
            ? response
            : response with
            {
                Logprobs = [.. text.Tokens.Select(logprobs.Next)],
            };
}
