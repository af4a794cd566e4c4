namespace Orchestrator.LlamaCppHost.Wire;

internal sealed record ShowRequest
{
    public string? Model { get; init; }

    /// <summary>The old name of the field.</summary>
    public string? Name { get; init; }
}
