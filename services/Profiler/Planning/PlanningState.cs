using Orchestrator.Profiler.Planning.Demand;

namespace Orchestrator.Profiler.Planning;

/// <summary>All that planning remembers between two rounds.</summary>
/// <param name="Bin">Start of the bin that is being counted; null before the first round.</param>
/// <param name="PlannedAt">When a plan was made last, changed or not.</param>
internal sealed record PlanningState(
    DemandCounter Counter,
    DemandBook Demand,
    DateTimeOffset? Bin,
    DateTimeOffset? PlannedAt,
    PlacementPlan? Plan
)
{
    public static readonly PlanningState Empty = new(DemandCounter.Empty, DemandBook.Empty, null, null, null);

    /// <summary>When the next round has something to do.</summary>
    public DateTimeOffset NextAt(TimeSpan interval)
    {
        var bin = Bin is { } start ? start + DemandForecast.Bin : DateTimeOffset.MinValue;
        return PlannedAt is { } planned && planned + interval < bin ? planned + interval : bin;
    }
}
