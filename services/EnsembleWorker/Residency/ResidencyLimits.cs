namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>All limits that the rule knows; <see cref="ResidencyOptions"/> says what they mean.</summary>
internal sealed record ResidencyLimits(
    TimeSpan QuietTime,
    TimeSpan SwapWaitMax,
    TimeSpan TouchAhead,
    TimeSpan RetryWait
);
