using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Logprobs;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <param name="prompt">For the deprecated <c>context</c> of the last line; null leaves it out, as raw mode does.</param>
internal sealed class GenerateDialect(string model, string? prompt, TokenLogprobs? logprobs, TimeProvider clock)
    : NativeDialect(logprobs)
{
    private const int VocabularySize = 128_000;

    /// <summary>No token of this tokenizer is longer.</summary>
    private const int TokenCharactersMax = 12;

    protected override AnswerResponse Response(AnswerTotal text) =>
        new GenerateResponse
        {
            Model = model,
            CreatedAt = WireTime.Format(clock.GetUtcNow()),
            Response = text.Content,
            Thinking = text.Thinking,
        };

    protected override AnswerResponse Done(AnswerTotal text, string reason, AnswerMetrics? metrics) =>
        base.Done(text, reason, metrics) with
        {
            Context = metrics is null || prompt is null ? null : TokenIds(prompt, metrics.PromptEvalCount),
        };

    // What was cut from the prompt is not in the context either; megabytes of text would come back as numbers.
    private static int[] TokenIds(string text, int most)
    {
        var end = text[^(int)Math.Min(text.Length, (long)most * TokenCharactersMax)..];
        return
        [
            .. Tokenizer
                .Split(end)
                .TakeLast(most)
                .Select(token => (int)(SimulationRandom.Hash(0, [token]) % VocabularySize)),
        ];
    }
}
