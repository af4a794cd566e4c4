namespace Orchestrator.Profiler.Registry;

/// <summary>
/// The newest registry, and a way to wait for a newer one. A slow watcher skips versions instead of queueing them:
/// each registry is whole, so only the newest matters.
/// </summary>
internal sealed class RegistryFeed
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private FleetRegistry _current = FleetRegistry.Empty;

    public FleetRegistry Current => Volatile.Read(ref _current);

    public void Apply(Func<FleetRegistry, FleetRegistry> step)
    {
        lock (_gate)
        {
            var before = _current;
            Volatile.Write(ref _current, step(before));
            if (_current.Version != before.Version)
            {
                _changed.SetResult();
                _changed = NewSignal();
            }
        }
    }

    /// <summary>The newest registry once its version differs from <paramref name="seen"/>.</summary>
    public async Task<FleetRegistry> NextAsync(ulong seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_current.Version != seen)
                {
                    return _current;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
