namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What the driver has to tell a caller.</summary>
internal abstract record AdmissionAction(long Id)
{
    public sealed record Admit(long Id) : AdmissionAction(Id);

    public sealed record Refuse(long Id, RefusalReason Reason) : AdmissionAction(Id);
}
