namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A call in the queue; the queue is kept in order of arrival.</summary>
internal sealed record WaitingCall(long Id, CallWish Wish, DateTimeOffset Since)
{
    public string Model => Wish.Model;
}
