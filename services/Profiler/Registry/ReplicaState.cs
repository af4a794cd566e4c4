using System.Collections.Immutable;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Profiler.Registry;

/// <summary>A replica as the view shows it: what its owner says, and what operators and the plan want of it.</summary>
internal sealed record ReplicaState(string Name)
{
    /// <summary>Empty while no worker owns it.</summary>
    public string Worker { get; init; } = "";

    public ulong Epoch { get; init; }

    public Health Health { get; init; } = Health.Unreachable;

    public ReasonText? Reason { get; init; }

    public string Kind { get; init; } = "";

    public string Url { get; init; } = "";

    public string Gpu { get; init; } = "";

    public ulong VramBytes { get; init; }

    public string Version { get; init; } = "";

    public bool Simulated { get; init; }

    public uint Slots { get; init; }

    public bool SlotsInferred { get; init; }

    public Inventory Inventory { get; init; } = Inventory.Empty;

    public ImmutableArray<MemoryModel> Loaded { get; init; } = [];

    /// <summary>One of <see cref="ReplicaSources"/>.</summary>
    public string Source { get; init; } = ReplicaSources.Static;

    public bool DrainRequested { get; init; }

    public ReplicaPrice Price { get; init; } = ReplicaPrice.Unknown;

    /// <summary>What the plan keeps in memory here, most important first.</summary>
    public ImmutableArray<string> Planned { get; init; } = [];

    /// <summary>Since when no worker owns it; null while one does.</summary>
    public DateTimeOffset? UnownedSince { get; init; }

    /// <summary>Records compare arrays by reference, so these are compared by hand.</summary>
    public bool IsSameAs(ReplicaState other) =>
        Loaded.SequenceEqual(other.Loaded)
        && Planned.SequenceEqual(other.Planned, StringComparer.Ordinal)
        && this with { Loaded = other.Loaded, Planned = other.Planned } == other;
}

/// <summary>How a replica or a worker came here.</summary>
internal static class ReplicaSources
{
    public const string Static = "static";
    public const string Dns = "dns";
    public const string Registered = "registered";
    public const string Api = "api";
}

/// <param name="PerGpuSecond">Never 0 for a local replica.</param>
internal readonly record struct ReplicaPrice(double PerGpuSecond, string Currency)
{
    public static readonly ReplicaPrice Unknown = new(0, "");
}
