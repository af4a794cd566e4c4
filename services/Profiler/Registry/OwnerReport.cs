using System.Collections.Immutable;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Profiler.Registry;

/// <summary>One message of a worker, bounded and in our own types.</summary>
/// <param name="ReplicasMax">How many replicas the worker may have over all its messages.</param>
internal sealed record OwnerReport(
    string Worker,
    string Address,
    bool IsFull,
    IReadOnlyList<ReplicaReport> Replicas,
    IReadOnlyList<string> Removed,
    int ReplicasMax = int.MaxValue
);

/// <summary>What an owner says of one replica.</summary>
internal sealed record ReplicaReport(string Name)
{
    public ulong Epoch { get; init; }

    public Health Health { get; init; } = Health.Healthy;

    public ReasonText? Reason { get; init; }

    public string Kind { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary>Of <see cref="ReplicaSources"/>: where the worker knows it from.</summary>
    public string Source { get; init; } = ReplicaSources.Static;

    public string Gpu { get; init; } = "";

    public ulong VramBytes { get; init; }

    public string Version { get; init; } = "";

    public bool Simulated { get; init; }

    public uint Slots { get; init; }

    public bool SlotsInferred { get; init; }

    /// <summary>Of the inventory that holds, whether it is in this report or not.</summary>
    public ulong InventoryHash { get; init; }

    /// <summary>Null: the one of <see cref="InventoryHash"/>, which this watch was told before.</summary>
    public Inventory? Inventory { get; init; }

    public ImmutableArray<MemoryModel> Loaded { get; init; } = [];

    /// <summary>Only those that changed since the last report.</summary>
    public IReadOnlyList<Measure> Measured { get; init; } = [];
}

/// <summary>Why a replica is not healthy: a code in snake case and words for people.</summary>
internal sealed record ReasonText(string Code, string Detail);

/// <summary>A model in a replica's memory.</summary>
internal sealed record MemoryModel(
    string Name,
    ulong TotalBytes,
    ulong VramBytes,
    uint ContextTokens,
    DateTimeOffset? ExpiresAt
);
