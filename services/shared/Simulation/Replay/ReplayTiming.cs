namespace Orchestrator.Simulation.Replay;

/// <summary>How soon the parts of the system hear of each other, and what bounds a question. Whoever replays says so.</summary>
public sealed record ReplayTiming
{
    /// <summary>Least time between two reports of an owner; changes in between are one.</summary>
    public required TimeSpan ReportInterval { get; init; }

    /// <summary>From a change to its report at the router, when no other report was sent just before.</summary>
    public TimeSpan ReportDelay { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Time between two looks of an owner at what its host has in memory.</summary>
    public required TimeSpan LookInterval { get; init; }

    /// <summary>How long the context of a load is known without a look that has seen it.</summary>
    public required TimeSpan LoadTrust { get; init; }

    /// <summary>How long a load may take, its wait at the host included: then all fail who wait for it.</summary>
    public required TimeSpan ColdLoadLimit { get; init; }

    /// <summary>How long a call may wait in the queue of a host; then it is refused there.</summary>
    public required TimeSpan QueueWaitLimit { get; init; }

    /// <summary>Hosts that are tried for one request.</summary>
    public required int AttemptsMax { get; init; }

    /// <summary>After this much time without a token no further host is tried.</summary>
    public required TimeSpan RetryWithin { get; init; }

    /// <summary>From arrival to the first token; then the request is given up, wherever it is.</summary>
    public required TimeSpan FirstTokenLimit { get; init; }

    /// <summary>Times that a policy is asked for one request: again after all of its choices have failed.</summary>
    public required int RoutingsMax { get; init; }
}
