using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Registry;

/// <summary>
/// The registry for many threads, and a way to wait for something newer. A slow reader skips versions instead of queueing
/// them: it asks for what changed since the one it has seen, and gets each changed thing once.
/// </summary>
internal sealed class FleetFeed(IOptions<ProfilerOptions> options, IdSource ids)
{
    private readonly Lock _gate = new();
    private readonly FleetRegistry _registry = new(options.Value.RemovedKeptMax);
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Identity of this view: versions of another one mean nothing here.</summary>
    public string View { get; } = ids.NextText();

    public void Apply(Action<FleetRegistry> step) =>
        Apply(registry =>
        {
            step(registry);
            return true;
        });

    public T Apply<T>(Func<FleetRegistry, T> step)
    {
        lock (_gate)
        {
            var before = _registry.Maps.Version;
            var result = step(_registry);
            if (_registry.Maps.Version != before)
            {
                _changed.SetResult();
                _changed = NewSignal();
            }

            return result;
        }
    }

    /// <param name="read">Takes values out; it changes nothing and keeps no reference to the registry.</param>
    public T Read<T>(Func<FleetRegistry, T> read)
    {
        lock (_gate)
        {
            return read(_registry);
        }
    }

    /// <summary>What changed since <paramref name="seen"/>, as soon as something has.</summary>
    public async Task<FleetDelta> NextAsync(ulong seen, bool withSpeeds, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_registry.Maps.Version != seen)
                {
                    return _registry.Maps.Since(seen, withSpeeds);
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
