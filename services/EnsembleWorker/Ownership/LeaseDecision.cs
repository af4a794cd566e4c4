namespace Orchestrator.EnsembleWorker.Ownership;

/// <summary>What a worker has to do about one replica.</summary>
internal abstract record LeaseDecision
{
    private LeaseDecision() { }

    /// <summary>Nobody owns it: write it as one's own, with this new epoch.</summary>
    public sealed record Claim(long Epoch) : LeaseDecision;

    /// <summary>It is one's own: write a new expiry, the epoch stays.</summary>
    public sealed record Renew(long Epoch) : LeaseDecision;

    /// <summary>It was one's own, and another has taken it.</summary>
    public sealed record Lost(Owner To) : LeaseDecision;

    /// <summary>Another owns it, at least until then.</summary>
    public sealed record Wait(DateTimeOffset Until) : LeaseDecision;
}
