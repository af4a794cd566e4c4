using Orchestrator.Profiler.Planning.Demand;

namespace Orchestrator.Profiler.Planning;

/// <summary>What planning keeps over a restart, and hands over to the next leader.</summary>
internal interface IPlanningStore
{
    /// <returns>What was written last; empty before the first time.</returns>
    Task<PlanningMemory> ReadAsync(CancellationToken cancellationToken);

    Task WriteAsync(PlanningMemory memory, CancellationToken cancellationToken);
}

internal sealed record PlanningMemory(DemandBook Demand, PlacementPlan? Plan)
{
    public static readonly PlanningMemory Empty = new(DemandBook.Empty, null);
}
