namespace Orchestrator.Profiler.Storage;

/// <summary>Somebody wants a model measured. Whichever profiler was asked writes it; the leader takes it.</summary>
internal sealed class ProbeRequestRow
{
    public required Guid RequestId { get; init; }

    public required long AtUnixMs { get; init; }

    public required string Actor { get; init; }

    public required string Model { get; init; }

    public required string Digest { get; init; }

    public required string Replica { get; init; }
}
