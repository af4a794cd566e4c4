namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record TagsResponse(IReadOnlyList<TagsModel> Models);

internal sealed record TagsModel(
    string Name,
    string Model,
    DateTimeOffset ModifiedAt,
    long Size,
    string Digest,
    ModelDetails Details
);

internal sealed record ModelDetails(
    string ParentModel,
    string Format,
    string Family,
    string[] Families,
    string ParameterSize,
    string QuantizationLevel
);
