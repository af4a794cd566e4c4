namespace Orchestrator.EnsembleWorker.Storage;

/// <summary>Who owns a replica. The row stays after a release, because it remembers the last epoch.</summary>
internal sealed class LeaseRow
{
    public required string Replica { get; init; }

    /// <summary>Name of the owner, and the address at which its gRPC endpoint is dialled.</summary>
    public required string Worker { get; set; }

    public required string Address { get; set; }

    /// <summary>Goes up with each change of owner; work that carries another one is refused.</summary>
    public required long Epoch { get; set; }

    /// <summary>In UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Goes up with each write: of two workers that write at once, one fails.</summary>
    public long Version { get; set; }
}
