namespace Orchestrator.Router.Selection;

/// <summary>
/// The breakers of one replica, one per cause: a replica that is busy is not broken, and one that answers every second call
/// with an error is not unreachable. Pure.
/// </summary>
internal sealed record Breakers(CircuitState Transport, CircuitState Server, CircuitState Busy)
{
    public static readonly Breakers Closed = new(CircuitState.Closed, CircuitState.Closed, CircuitState.Closed);

    /// <returns>Why the replica must not be chosen now; null when it may.</returns>
    public string? WhyNot(DateTimeOffset now, BreakerLimits limits) =>
        IsOpen(Transport, now, limits.Fault) || IsOpen(Server, now, limits.Fault) ? ExclusionReasons.BreakerOpen
        : IsOpen(Busy, now, limits.Busy) ? ExclusionReasons.QueueFull
        : null;

    /// <summary>The replica was chosen; for each breaker that is half-open this is the one trial.</summary>
    public Breakers Chosen(DateTimeOffset now, BreakerLimits limits) =>
        With(Transport.Chosen(now, limits.Fault), Server.Chosen(now, limits.Fault), Busy.Chosen(now, limits.Busy));

    public Breakers Report(AttemptOutcome outcome, DateTimeOffset now, BreakerLimits limits) =>
        With(
            Transport.Report(Signal(outcome, AttemptOutcome.Failed), now, limits.Fault),
            Server.Report(Signal(outcome, AttemptOutcome.ServerFailed), now, limits.Fault),
            Busy.Report(Signal(outcome, AttemptOutcome.Busy), now, limits.Busy)
        );

    /// <returns>When a trial is allowed, as long as a breaker of a fault is open; otherwise null.</returns>
    public DateTimeOffset? OpenUntil(CircuitLimits limits) =>
        (Transport.OpenUntil(limits), Server.OpenUntil(limits)) switch
        {
            ({ } transport, { } server) => transport > server ? transport : server,
            var (transport, server) => transport ?? server,
        };

    private Breakers With(CircuitState transport, CircuitState server, CircuitState busy) =>
        transport == Transport && server == Server && busy == Busy ? this
        : transport == CircuitState.Closed && server == CircuitState.Closed && busy == CircuitState.Closed ? Closed
        : new Breakers(transport, server, busy);

    /// <summary>
    /// What an outcome says of one cause. A failure of another cause says nothing of this one.
    /// </summary>
    private static CircuitSignal Signal(AttemptOutcome outcome, AttemptOutcome cause) =>
        outcome == cause ? CircuitSignal.Failed
        : outcome == AttemptOutcome.Completed ? CircuitSignal.Succeeded
        : CircuitSignal.Nothing;

    private static bool IsOpen(CircuitState state, DateTimeOffset now, CircuitLimits limits) =>
        state.Phase(now, limits) == CircuitPhase.Open;
}

/// <param name="Fault">Of transport and of the server's own errors, each.</param>
/// <param name="Busy">Short: it says when to ask again, not that anything is wrong.</param>
internal sealed record BreakerLimits(CircuitLimits Fault, CircuitLimits Busy);
