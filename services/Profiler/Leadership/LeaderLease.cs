namespace Orchestrator.Profiler.Leadership;

/// <summary>The lease as the database has it.</summary>
internal sealed record LeaderLease(string Holder, long Term, DateTimeOffset ExpiresAt);
