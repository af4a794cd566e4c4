namespace Orchestrator.Router.Fleet;

/// <summary>A change that an owner announced.</summary>
/// <param name="Full">Replicas that are not named are no longer its own.</param>
/// <param name="ReplicasMax">How many replicas the owner may have over all its updates.</param>
internal sealed record OwnerUpdate(
    bool Full,
    IReadOnlyList<ReplicaSnapshot> Replicas,
    IReadOnlyList<string> Removed,
    int ReplicasMax = int.MaxValue
)
{
    /// <summary>When it arrived, by this process's clock.</summary>
    public DateTimeOffset HeardAt { get; init; }

    /// <summary>Strategies that it carries out; null: as it said before.</summary>
    public IReadOnlyList<string>? Strategies { get; init; }

    /// <summary>The owner lives, and says nothing new.</summary>
    public bool IsSignOfLife => !Full && Replicas.Count == 0 && Removed.Count == 0;
}
