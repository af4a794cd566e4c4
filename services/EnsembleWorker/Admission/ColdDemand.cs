namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Calls that wait for one model to be loaded.</summary>
/// <param name="Waited">Of all of them together.</param>
/// <param name="Oldest">When the first of them came.</param>
/// <param name="Rank">Of the one that goes first.</param>
/// <param name="Bytes">What the model is expected to take; 0 while unknown.</param>
internal sealed record ColdDemand(string Model, TimeSpan Waited, DateTimeOffset Oldest, long Rank, long Bytes)
{
    /// <summary>In the order in which they are to be considered.</summary>
    public static IEnumerable<ColdDemand> Of(AdmissionState state, DateTimeOffset now) =>
        state
            .Waiting.Where(call => !state.Memory.Holds(call.Wish))
            .GroupBy(call => call.Model, StringComparer.OrdinalIgnoreCase)
            .Select(calls => new ColdDemand(
                calls.Key,
                TimeSpan.FromTicks(calls.Sum(call => (now - call.Since).Ticks)),
                calls.Min(call => call.Since),
                calls.Min(call => QueueOrder.RankOf(state, call, now)),
                calls.Max(call => call.Wish.ModelBytes)
            ))
            .OrderBy(demand => demand.Rank)
            .ThenBy(demand => demand.Oldest);
}
