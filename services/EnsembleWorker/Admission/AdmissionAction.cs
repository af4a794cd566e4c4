namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>What the driver has to tell a caller, or to do.</summary>
/// <param name="Id">The call; 0 for what belongs to none.</param>
internal abstract record AdmissionAction(long Id)
{
    public sealed record Admit(long Id) : AdmissionAction(Id)
    {
        /// <summary>The rule has seen the model in memory, large enough for the call.</summary>
        public bool IsResident { get; init; }

        /// <summary>How long the load took that the call has waited for; null when it found its model in memory.</summary>
        public TimeSpan? Load { get; init; }
    }

    /// <summary>A probe that runs has to end at once. Its slot is free when <see cref="AdmissionEvent.Finish"/> says so.</summary>
    public sealed record Preempt(long Id) : AdmissionAction(Id);

    /// <param name="RetryAfter">When it may be worth while to ask again; null when nobody knows.</param>
    public sealed record Refuse(long Id, RefusalReason Reason, TimeSpan? RetryAfter = null) : AdmissionAction(Id);

    /// <summary>A model is to be loaded. <see cref="AdmissionEvent.LoadEnded"/> says how that went.</summary>
    /// <param name="ContextTokens">The num_ctx; null leaves it to the replica.</param>
    /// <param name="Yielding">Models that are to be evicted for it, should the replica have to evict any.</param>
    public sealed record Load(string Model, int? ContextTokens, IReadOnlyList<string> Yielding) : AdmissionAction(0);
}
