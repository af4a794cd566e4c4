using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Admission;

/// <content>What the queue is told of its replica.</content>
internal sealed partial class AdmissionQueue
{
    /// <summary>How many calls may run at once, of all models.</summary>
    public void ChangeSlots(int slots) => Post(new AdmissionEvent.ChangeSlots(slots));

    /// <summary>How many calls of one model may run at once; null for as many as the replica has slots.</summary>
    public void ChangeModelSlots(string model, int? slots) => Post(new AdmissionEvent.ChangeModelSlots(model, slots));

    /// <summary>A model is being loaded, for whomever.</summary>
    public void LoadBegan(string model) => Post(new AdmissionEvent.LoadBegan(model));

    /// <summary>That load has ended.</summary>
    /// <param name="contextTokens">The context that it has brought; null when it is not known.</param>
    /// <param name="failure">What it met; null when the model is there.</param>
    public void LoadEnded(string model, int? contextTokens, Exception? failure = null) =>
        Post(new AdmissionEvent.LoadEnded(model, failure is null, contextTokens ?? 0), failure: failure);

    /// <summary>What a look has shown of the replica's memory.</summary>
    /// <param name="resident">What is in it.</param>
    /// <param name="capacityBytes">Memory of its cards; 0 while unknown.</param>
    /// <param name="plan">What the profiler wants of it; null when it wants nothing.</param>
    public void Looked(IReadOnlyList<SeenResident> resident, long capacityBytes, ResidencyPlan? plan = null) =>
        Post(new AdmissionEvent.Looked(resident, capacityBytes) { Plan = plan });

    public void Drain() => Post(new AdmissionEvent.Drain());

    public void Resume() => Post(new AdmissionEvent.Resume());

    /// <summary>Other limits from now on. What runs goes on; what waits above the new limit is not refused for it.</summary>
    public void Limit(int slots, int queueLimit) => Post(new AdmissionEvent.ChangeLimits(slots, queueLimit));
}
