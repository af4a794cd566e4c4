namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record PsResponse(IReadOnlyList<PsModel> Models);

internal sealed record PsModel(
    string Name,
    string Model,
    long Size,
    string Digest,
    ModelDetails Details,
    DateTimeOffset ExpiresAt,
    long SizeVram,
    int ContextLength
);
