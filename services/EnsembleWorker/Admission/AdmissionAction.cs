namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What the driver has to tell a caller.</summary>
internal abstract record AdmissionAction(long Id)
{
    public sealed record Admit(long Id) : AdmissionAction(Id);

    /// <summary>A probe that runs has to end at once. Its slot is free when <see cref="AdmissionEvent.Finish"/> says so.</summary>
    public sealed record Preempt(long Id) : AdmissionAction(Id);

    public sealed record Refuse(long Id, RefusalReason Reason) : AdmissionAction(Id);
}
