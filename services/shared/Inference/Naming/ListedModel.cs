namespace Orchestrator.Inference.Naming;

/// <summary>A model as an endpoint lists it.</summary>
/// <param name="Native">The endpoint's own name, exactly.</param>
internal sealed record ListedModel(string Native)
{
    public DateTimeOffset ModifiedAt { get; init; }

    public int? ContextTokens { get; init; }

    public long? ParameterCount { get; init; }

    public int? EmbeddingLength { get; init; }

    /// <summary>On disk; 0 when the endpoint does not say.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Ollama's words.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = ["completion", "tools"];

    private string Digest => ModelDigest.OfName(Native);

    private static ModelShape NoShape => new("", "", "", "");

    public InstalledModel ToInstalled(ModelId id) => new(id, Digest, SizeBytes, ModifiedAt, NoShape);

    /// <summary>An endpoint that manages its memory itself has everything there, and never takes it away.</summary>
    public LoadedModel ToLoaded(ModelId id) =>
        new(id, Digest, SizeBytes, 0, ContextTokens ?? 0, DateTimeOffset.MaxValue, NoShape);

    public ModelCard ToCard(ModelId id) =>
        new()
        {
            Id = id,
            Shape = NoShape,
            Capabilities = Capabilities,
            ParameterCount = ParameterCount,
            ContextLengthMax = ContextTokens,
            EmbeddingLength = EmbeddingLength,
        };
}
