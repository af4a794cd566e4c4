using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Watching;

/// <summary>A replica as watchers see it. Two views are equal when there is nothing new to tell.</summary>
internal sealed record ReplicaView(string Name, long Epoch)
{
    public required ReplicaConfig Config { get; init; }

    public ReplicaHealth Health { get; init; }

    /// <summary>Null while healthy.</summary>
    public HealthReason? Reason { get; init; }

    public int InFlight { get; init; }

    public int Queued { get; init; }

    /// <summary>What runs, waits and loads.</summary>
    public WorkByModel Work { get; init; } = WorkByModel.None;

    public int Slots { get; init; }

    public int QueueLimit { get; init; }

    /// <summary>Compared by reference; see <see cref="Inventory"/>.</summary>
    public Inventory Inventory { get; init; } = Inventory.None;

    /// <summary>Compared by reference; see <see cref="LoadedModels"/>.</summary>
    public LoadedModels Loaded { get; init; } = LoadedModels.None;

    /// <summary>Compared by reference; see <see cref="IMeasures"/>.</summary>
    public ImmutableArray<PublishedMeasure> Measures { get; init; } = [];

    /// <summary>Sources that give its name to another endpoint, with commas.</summary>
    public string Clashes { get; init; } = "";
}
