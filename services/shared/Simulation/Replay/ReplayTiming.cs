namespace Orchestrator.Simulation.Replay;

/// <summary>How soon the parts of the system hear of each other, and what bounds a question. Production's defaults.</summary>
public sealed record ReplayTiming
{
    /// <summary>Least time between two reports of an owner; changes in between are one.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>From a change to its report at the router, when no other report was sent just before.</summary>
    public TimeSpan ReportDelay { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Time between two looks of an owner at what its host has in memory.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the context of a load is known without a look that has seen it.</summary>
    public TimeSpan LoadTrust { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a load may take, its wait at the host included: then all fail who wait for it.</summary>
    public TimeSpan ColdLoadLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Hosts that are tried for one request.</summary>
    public int AttemptsMax { get; init; } = 6;

    /// <summary>After this much time without a token no further host is tried.</summary>
    public TimeSpan RetryWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From arrival to the first token; then the request is given up, wherever it is.</summary>
    public TimeSpan FirstTokenLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Times that a policy is asked for one request: again after all of its choices have failed.</summary>
    public int RoutingsMax { get; init; } = 2;
}
