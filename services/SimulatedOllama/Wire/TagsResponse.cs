namespace Orchestrator.SimulatedOllama.Wire;

internal sealed record TagsResponse(TagsModel[] Models);

internal sealed record TagsModel(
    string Name,
    string Model,
    string ModifiedAt,
    long Size,
    string Digest,
    ModelDetails Details,
    string[] Capabilities
);

internal sealed record ModelDetails(
    string ParentModel,
    string Format,
    string Family,
    string[] Families,
    string ParameterSize,
    string QuantizationLevel,
    int ContextLength,
    int EmbeddingLength
);

internal sealed record PsResponse(PsModel[] Models);

internal sealed record PsModel(
    string Name,
    string Model,
    long Size,
    string Digest,
    ModelDetails Details,
    string ExpiresAt,
    long SizeVram,
    int ContextLength
);

internal sealed record VersionResponse(string Version);

/// <summary>A local server that reaches no cloud.</summary>
internal sealed record StatusResponse(CloudStatus Cloud);

internal sealed record CloudStatus(bool Disabled, string Source);
