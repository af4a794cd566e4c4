using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Orders;

/// <summary>What the profilers want of all workers. Never changed: a change is another snapshot.</summary>
/// <param name="Revision">Of two, the higher one counts.</param>
internal sealed record OrdersSnapshot(ulong Revision)
{
    public static readonly OrdersSnapshot None = new(0);

    /// <summary>Added at run time.</summary>
    public ImmutableArray<ReplicaConfig> Replicas { get; init; } = [];

    /// <summary>Names of replicas that shall take no new work.</summary>
    public ImmutableHashSet<string> Drained { get; init; } = [];

    /// <summary>What replicas shall keep in memory; empty unless plans are to be carried out.</summary>
    public ImmutableArray<ReplicaPlan> Plans { get; init; } = [];
}

/// <summary>What one replica shall keep in memory.</summary>
internal sealed record ReplicaPlan(string Replica, ImmutableArray<PlannedModel> Models);

/// <param name="Model">name:tag.</param>
/// <param name="Digest">Identity of the model that was planned for.</param>
/// <param name="Rank">0 is the one to go last.</param>
/// <param name="KeepAlive">What calls of it shall say; a smaller rank has a longer one.</param>
/// <param name="IsResident">True: load it.</param>
/// <param name="LoadAt">Not before then; null for at once.</param>
internal sealed record PlannedModel(
    string Model,
    string Digest,
    int Rank,
    TimeSpan KeepAlive,
    bool IsResident,
    DateTimeOffset? LoadAt
);
