namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>Whether the simulated process is dead at the moment. While it is, every connection is reset.</summary>
internal sealed class Outage(HostDriver host, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _life = new();
    private ITimer? _restart;

    /// <summary>Cancelled when the process dies. A new one comes with the restart.</summary>
    public CancellationToken Life
    {
        get
        {
            lock (_gate)
            {
                return _life.Token;
            }
        }
    }

    public bool IsDown => Life.IsCancellationRequested;

    /// <summary>Cuts all connections, forgets all that is loaded, and comes back empty after <paramref name="downFor"/>.</summary>
    public async Task CrashAsync(TimeSpan downFor)
    {
        CancellationTokenSource life;
        lock (_gate)
        {
            life = _life;
            _restart?.Dispose();
            _restart = clock.CreateTimer(_ => Restart(), null, downFor, Timeout.InfiniteTimeSpan);
        }

        // First the connections: who sees the host fail its request afterwards is cut already and tells nobody.
        await life.CancelAsync();
        host.Crash();
    }

    /// <summary>Also at once, when somebody clears the faults.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            if (_life.IsCancellationRequested)
            {
                _life = new CancellationTokenSource();
            }
        }

        host.Changes.Raise();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _restart?.Dispose();
            _life.Dispose();
        }
    }
}
