namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>The moments that a host waits for: ends of loads, and the next expiry. Only to be used under the driver's lock.</summary>
/// <param name="expired">Called when the expiry is due.</param>
/// <param name="loaded">Called when a load's time is over, unless it was aborted before.</param>
internal sealed class HostTimers(TimeProvider clock, Action expired, Action<long> loaded) : IDisposable
{
    private readonly Dictionary<long, ITimer> _loads = [];
    private ITimer? _expiry;

    public void StartLoad(long loadId, TimeSpan duration) =>
        _loads[loadId] = clock.CreateTimer(_ => loaded(loadId), null, duration, Timeout.InfiniteTimeSpan);

    /// <returns>False when the load was ended or aborted already: its timer came too late.</returns>
    public bool EndLoad(long loadId)
    {
        var isThere = _loads.Remove(loadId, out var timer);
        timer?.Dispose();
        return isThere;
    }

    /// <param name="time">Null for never.</param>
    public void ArmExpiry(DateTimeOffset? time)
    {
        var wait = time - clock.GetUtcNow();
        _expiry ??= clock.CreateTimer(_ => expired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _expiry.Change(wait is { } left ? Bounded(left) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _expiry?.Dispose();
        foreach (var timer in _loads.Values)
        {
            timer.Dispose();
        }
    }

    // Timers take 49 days at most; the tick is up to a millisecond early, hence the one added.
    private static TimeSpan Bounded(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Clamp(wait.TotalMilliseconds + 1, 1, 24.0 * 3600 * 1000));
}
