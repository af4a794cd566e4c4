namespace Orchestrator.EnsembleWorker.Admission;

internal abstract record AdmissionOutcome
{
    private AdmissionOutcome() { }

    /// <param name="Slot">Dispose it once the call has ended.</param>
    /// <param name="Wait">How long the call waited for it.</param>
    public sealed record Admitted(Slot Slot, TimeSpan Wait) : AdmissionOutcome
    {
        /// <summary>Of a probe: cancelled when real work has come, for which the slot has to be freed at once.</summary>
        public CancellationToken Preempted { get; init; }

        /// <summary>The rule has seen the model in memory, large enough for the call.</summary>
        public bool IsResident { get; init; }

        /// <summary>How long the load took that the call has waited for; null when it found its model in memory.</summary>
        public TimeSpan? Load { get; init; }
    }

    /// <param name="RetryAfter">When it may be worth while to ask again; null when nobody knows.</param>
    public sealed record Refused(RefusalReason Reason, TimeSpan? RetryAfter = null) : AdmissionOutcome
    {
        /// <summary>Of <see cref="RefusalReason.LoadFailed"/>: what the load met.</summary>
        public Exception? Failure { get; init; }
    }
}
