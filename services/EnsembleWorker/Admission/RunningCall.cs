namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A call that has a slot.</summary>
/// <param name="Since">When it got it.</param>
internal sealed record RunningCall(CallWish Wish, DateTimeOffset Since);
