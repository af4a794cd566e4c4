namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record ErrorResponse(string Error);

internal sealed record VersionResponse(string Version);
