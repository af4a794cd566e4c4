namespace Orchestrator.Router.Selection;

/// <summary>The breaker of one replica for one cause. Pure: the same events at the same times give the same state.</summary>
internal sealed record CircuitState(int Failures, DateTimeOffset? OpenedAt, DateTimeOffset? TrialSince)
{
    public static readonly CircuitState Closed = new(0, null, null);

    public CircuitPhase Phase(DateTimeOffset now, CircuitLimits limits)
    {
        if (OpenedAt is not { } openedAt)
        {
            return CircuitPhase.Closed;
        }

        var isOnTrial = TrialSince is { } since && now < since + limits.TrialFor;
        return now < openedAt + limits.OpenFor || isOnTrial ? CircuitPhase.Open : CircuitPhase.HalfOpen;
    }

    /// <summary>The replica was chosen; when half-open, this is the one trial.</summary>
    public CircuitState Chosen(DateTimeOffset now, CircuitLimits limits) =>
        Phase(now, limits) == CircuitPhase.HalfOpen ? this with { TrialSince = now } : this;

    public CircuitState Report(CircuitSignal signal, DateTimeOffset now, CircuitLimits limits) =>
        signal switch
        {
            CircuitSignal.Succeeded => Closed,
            CircuitSignal.Failed => Failed(now, limits),
            // Says nothing about the replica's health: a trial that ended so may be tried anew.
            _ => TrialSince is null ? this : this with { TrialSince = null },
        };

    /// <returns>When a trial is allowed, as long as the breaker is open; otherwise null.</returns>
    public DateTimeOffset? OpenUntil(CircuitLimits limits) => OpenedAt + limits.OpenFor;

    private CircuitState Failed(DateTimeOffset now, CircuitLimits limits)
    {
        if (OpenedAt is { } openedAt)
        {
            // Attempts that began before it opened fail late; they must not keep it open.
            return now < openedAt + limits.OpenFor ? this : new CircuitState(Failures, now, null);
        }

        var failures = Failures + 1;
        return new CircuitState(failures, failures >= limits.FailuresToOpen ? now : null, null);
    }
}

/// <summary>What an attempt says of the cause that a breaker watches.</summary>
internal enum CircuitSignal
{
    Succeeded,
    Failed,
    Nothing,
}
