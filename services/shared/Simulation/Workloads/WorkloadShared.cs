using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Workloads;

/// <summary>What generated and recorded workloads have in common. Null is what the file does not say.</summary>
internal sealed record WorkloadShared(
    string Name,
    Mix? Mix,
    long? RequestsMax,
    TimeSpan? Duration,
    double RateScale,
    Deadline? Deadline
);
