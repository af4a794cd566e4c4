namespace Orchestrator.Profiler.Leadership;

/// <summary>What a profiler has to do about the lease.</summary>
internal abstract record LeaderDecision
{
    private LeaderDecision() { }

    /// <summary>Nobody leads: write it as one's own, with this new term.</summary>
    public sealed record Claim(long Term) : LeaderDecision;

    /// <summary>It is one's own: write a new expiry, the term stays.</summary>
    public sealed record Renew(long Term) : LeaderDecision;

    /// <summary>Another leads.</summary>
    public sealed record Follow(string Leader) : LeaderDecision;
}
