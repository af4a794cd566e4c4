namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>A model on a replica's disk.</summary>
internal sealed record KnownModel(string Name, string Digest)
{
    public long SizeBytes { get; init; }

    public string Family { get; init; } = "";

    public string ParameterSize { get; init; } = "";

    public string Quantization { get; init; } = "";

    public ModelDetails Details { get; init; } = ModelDetails.Unknown;

    public LoadedState? Loaded { get; init; }
}
