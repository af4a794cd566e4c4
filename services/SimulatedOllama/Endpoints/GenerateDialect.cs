using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <param name="prompt">For the deprecated <c>context</c> of the last line; null leaves it out, as raw mode does.</param>
internal sealed class GenerateDialect(string model, string? prompt, TimeProvider clock) : IAnswerDialect
{
    private const int VocabularySize = 128_000;

    public AnswerResponse Piece(AnswerPiece piece)
    {
        var total = new AnswerTotal();
        total.Add(piece);
        return Response(total);
    }

    public AnswerResponse Done(AnswerTotal text, string reason, AnswerMetrics? metrics) =>
        Response(text) with
        {
            Done = true,
            DoneReason = reason,
            Context = metrics is null || prompt is null ? null : TokenIds(prompt),
            TotalDuration = metrics?.TotalDuration ?? 0,
            LoadDuration = metrics?.LoadDuration ?? 0,
            PromptEvalCount = metrics?.PromptEvalCount ?? 0,
            PromptEvalDuration = metrics?.PromptEvalDuration ?? 0,
            EvalCount = metrics?.EvalCount ?? 0,
            EvalDuration = metrics?.EvalDuration ?? 0,
        };

    private GenerateResponse Response(AnswerTotal text) =>
        new()
        {
            Model = model,
            CreatedAt = WireTime.Format(clock.GetUtcNow()),
            Response = text.Content,
            Thinking = text.Thinking,
        };

    private static int[] TokenIds(string text) =>
        [.. Tokenizer.Split(text).Select(token => (int)(SimulationRandom.Hash(0, [token]) % VocabularySize))];
}
