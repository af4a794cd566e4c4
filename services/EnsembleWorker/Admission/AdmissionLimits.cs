namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>The limits of one replica's admission.</summary>
/// <param name="Slots">Calls that may run at once.</param>
/// <param name="QueueLimit">Calls that may wait.</param>
/// <param name="WaitLimit">How long a call may wait before it is refused.</param>
/// <param name="AgingPeriod">A waiting call rises by one priority for each such period, so that nothing starves.</param>
internal sealed record AdmissionLimits(int Slots, int QueueLimit, TimeSpan WaitLimit, TimeSpan AgingPeriod);
