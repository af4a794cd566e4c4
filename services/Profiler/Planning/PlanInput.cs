using System.Collections.Immutable;

namespace Orchestrator.Profiler.Planning;

/// <summary>All that a plan is made from.</summary>
/// <param name="Resident">What is in memory now.</param>
/// <param name="Previous">The plan that holds; null before the first.</param>
internal sealed record PlanInput(
    ImmutableArray<PlanReplica> Replicas,
    ImmutableArray<PlanModel> Models,
    ImmutableArray<PlanPlace> Places,
    ImmutableArray<PlanResident> Resident,
    PlacementPlan? Previous
);

/// <param name="VramBytes">Memory for models; of all GPUs together.</param>
/// <param name="Slots">Calls that run at once.</param>
/// <param name="ModelsMax">Models in memory at once.</param>
internal sealed record PlanReplica(string Name, long VramBytes, int Slots, int ModelsMax);

/// <param name="CallsPerSecond">Expected.</param>
/// <param name="Priority">1 to 10; 5 is usual. A second lost counts in proportion.</param>
/// <param name="Pinned">Is to be in memory somewhere, whatever its demand.</param>
/// <param name="Enabled">False: it is neither planned nor counted.</param>
internal sealed record PlanModel(
    string Name,
    double CallsPerSecond,
    int Priority = 5,
    bool Pinned = false,
    bool Enabled = true
);

/// <summary>A model on a replica's disk.</summary>
/// <param name="Bytes">Memory that it needs there, cache included.</param>
/// <param name="LoadSeconds">Into memory.</param>
/// <param name="CallSeconds">How long one of its calls holds a slot there while the other slots are busy.</param>
internal sealed record PlanPlace(string Replica, string Model, long Bytes, double LoadSeconds, double CallSeconds);

internal sealed record PlanResident(string Replica, string Model);
