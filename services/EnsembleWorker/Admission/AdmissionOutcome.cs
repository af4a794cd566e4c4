namespace Orchestrator.EnsembleWorker.Admission;

internal abstract record AdmissionOutcome
{
    private AdmissionOutcome() { }

    /// <param name="Slot">Dispose it once the call has ended.</param>
    /// <param name="Wait">How long the call waited for it.</param>
    public sealed record Admitted(Slot Slot, TimeSpan Wait) : AdmissionOutcome;

    public sealed record Refused(RefusalReason Reason) : AdmissionOutcome;
}
