using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What can happen to a replica's admission.</summary>
internal abstract record AdmissionEvent
{
    private AdmissionEvent() { }

    /// <summary>A call asks for a slot. Its id was never used before.</summary>
    public sealed record Arrive(long Id, CallWish Wish) : AdmissionEvent;

    /// <summary>A measurement asks for the replica to itself: now or not at all. Its id was never used before.</summary>
    public sealed record Probe(long Id) : AdmissionEvent;

    /// <summary>A running call has ended; its slot is free.</summary>
    public sealed record Finish(long Id) : AdmissionEvent
    {
        /// <summary>Tokens that it really had; null when nobody knows, and then the estimate stands.</summary>
        public TokensUsed? Used { get; init; }
    }

    /// <summary>The caller went away while its call waited.</summary>
    public sealed record Cancel(long Id) : AdmissionEvent;

    /// <summary>What is in the replica's memory, as a look has shown it. Never of one whose memory nobody may steer.</summary>
    /// <param name="CapacityBytes">Memory of its cards; 0 while unknown.</param>
    public sealed record Looked(IReadOnlyList<SeenResident> Resident, long CapacityBytes) : AdmissionEvent
    {
        /// <summary>What the profiler wants of that memory; null when it wants nothing.</summary>
        public ResidencyPlan? Plan { get; init; }
    }

    /// <summary>A model is being loaded, for whomever.</summary>
    public sealed record LoadBegan(string Model) : AdmissionEvent;

    /// <summary>That load has ended, well or badly.</summary>
    /// <param name="ContextTokens">The context that it has brought; 0 while unknown.</param>
    public sealed record LoadEnded(string Model, bool IsDone, int ContextTokens = 0) : AdmissionEvent;

    /// <summary>Time has passed: calls that waited too long are refused, and swaps may pay by now.</summary>
    public sealed record Expire : AdmissionEvent;

    /// <summary>No new work; what runs is finished.</summary>
    public sealed record Drain : AdmissionEvent;

    /// <summary>The end of a drain.</summary>
    public sealed record Resume : AdmissionEvent;

    public sealed record ChangeSlots(int Slots) : AdmissionEvent;

    /// <summary>So many calls of this model may run at once; null for as many as the replica has slots.</summary>
    public sealed record ChangeModelSlots(string Model, int? Slots) : AdmissionEvent;

    public sealed record ChangeLimits(int Slots, int QueueLimit) : AdmissionEvent;
}

internal sealed record TokensUsed(int Prompt, int Output);
