namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What the rule remembers of one replica. Immutable: each step makes a new one.</summary>
internal sealed record HealthState
{
    public static readonly HealthState New = new();

    /// <summary>It was looked at.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Set while it is unreachable.</summary>
    public HealthReason? Unreachable { get; init; }

    /// <summary>Set while its looks are incomplete or late.</summary>
    public HealthReason? PoorLooks { get; init; }

    /// <summary>Set while its calls fail.</summary>
    public HealthReason? FailingCalls { get; init; }

    /// <summary>Set while its version is too old.</summary>
    public HealthReason? Outdated { get; init; }

    /// <summary>Set while it has too much to do.</summary>
    public HealthReason? Overloaded { get; init; }

    /// <summary>Set while it is to take no new work.</summary>
    public HealthReason? Drain { get; init; }

    /// <summary>Looks in a row that failed, that got through, that were incomplete or late, that were good.</summary>
    public LookRuns Looks { get; init; } = LookRuns.None;

    /// <summary>Calls in a row that failed, that succeeded, that met a busy replica.</summary>
    public CallRuns Calls { get; init; } = CallRuns.None;

    /// <summary>When a call last failed by the replica's fault.</summary>
    public DateTimeOffset FailedCallAt { get; init; }

    /// <summary>When the replica last said that it is busy.</summary>
    public DateTimeOffset BusyAt { get; init; }

    public ReplicaHealth Health =>
        this switch
        {
            { IsKnown: false } => ReplicaHealth.Unknown,
            { Unreachable: not null } => ReplicaHealth.Unreachable,
            { Drain: not null } => ReplicaHealth.Draining,
            // Before "degraded": it takes nothing now, whatever else is wrong.
            { Overloaded: not null } => ReplicaHealth.Busy,
            _ => Fault is null ? ReplicaHealth.Healthy : ReplicaHealth.Degraded,
        };

    public bool IsServing => Health is ReplicaHealth.Healthy or ReplicaHealth.Degraded or ReplicaHealth.Busy;

    /// <summary>Null while healthy and before the first look.</summary>
    public HealthReason? Reason => IsKnown ? Unreachable ?? Drain ?? Overloaded ?? Fault : null;

    private HealthReason? Fault => FailingCalls ?? PoorLooks ?? Outdated;
}

internal sealed record LookRuns(int Failed, int Reached, int Half, int Slow, int Good)
{
    public static readonly LookRuns None = new(0, 0, 0, 0, 0);
}

internal sealed record CallRuns(int Failed, int Succeeded, int Busy)
{
    public static readonly CallRuns None = new(0, 0, 0);
}
