namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record EmbedResponse(string Model, IReadOnlyList<float[]> Embeddings)
{
    public long TotalDuration { get; init; }

    public long LoadDuration { get; init; }

    public int PromptEvalCount { get; init; }
}
