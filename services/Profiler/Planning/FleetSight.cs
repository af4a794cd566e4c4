using System.Collections.Immutable;
using Orchestrator.Profiler.Planning.Demand;

namespace Orchestrator.Profiler.Planning;

/// <summary>The fleet as a planning round finds it.</summary>
/// <param name="Counts">What owners have counted so far.</param>
internal sealed record FleetSight(
    ImmutableArray<ReplicaSight> Replicas,
    ImmutableArray<PlanSettings> Settings,
    IReadOnlyDictionary<DemandCounts.Key, DemandCounts> Counts
);

/// <summary>A replica that can take work.</summary>
internal sealed record ReplicaSight(
    string Name,
    long VramBytes,
    int Slots,
    int ModelsMax,
    ImmutableArray<ModelOnReplica> Models
);

/// <param name="Bytes">Memory that it needs there.</param>
/// <param name="LoadSeconds">Into memory.</param>
/// <param name="PromptSeconds">Per prompt token of a call while the other slots are busy.</param>
/// <param name="OutputSeconds">Per answer token of a call while the other slots are busy.</param>
internal sealed record ModelOnReplica(
    string Model,
    long Bytes,
    double LoadSeconds,
    double PromptSeconds,
    double OutputSeconds,
    bool IsLoaded
);

/// <summary>What operators have set; a model without is planned as usual.</summary>
internal sealed record PlanSettings(string Model, int Priority, bool Pinned, bool Enabled);
