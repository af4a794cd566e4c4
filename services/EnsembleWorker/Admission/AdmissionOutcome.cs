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
    }

    public sealed record Refused(RefusalReason Reason) : AdmissionOutcome;
}
