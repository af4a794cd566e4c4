namespace Orchestrator.Router.Classification.Tiers;

/// <param name="Deadline">Of one call, and of everybody who waits for it.</param>
/// <param name="FailuresToRest">In a row.</param>
internal sealed record TierLimits(
    TimeSpan Deadline,
    int CacheEntries,
    int MaxConcurrent,
    int FailuresToRest,
    TimeSpan RestFor
);
