using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Health;

/// <summary>Starts and ends the checks of each resource as it runs and stops running.</summary>
internal sealed class HealthRounds(Func<IResource, ResourceHealth> create) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<IResource, Round> _rounds = new();
    private readonly HashSet<string> _runningIds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Called for one event at a time.</summary>
    public async Task ObserveAsync(ResourceEvent resourceEvent)
    {
        var (resource, id) = (resourceEvent.Resource, resourceEvent.ResourceId);
        if (resourceEvent.Snapshot.State?.Text != KnownResourceStates.Running)
        {
            if (_runningIds.Remove(id) && !resource.InstanceIds().Any(_runningIds.Contains))
            {
                await EndAsync(resource);
            }
        }
        else if (_runningIds.Add(id))
        {
            if (_rounds.TryGetValue(resource, out var round))
            {
                round.Health.Wake();
            }
            else
            {
                _rounds[resource] = Begin(create(resource));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resource in _rounds.Keys)
        {
            await EndAsync(resource);
        }
    }

    private static Round Begin(ResourceHealth health)
    {
        var stop = new CancellationTokenSource();
        return new Round(health, stop, Task.Run(() => health.RunAsync(stop.Token), CancellationToken.None));
    }

    private async Task EndAsync(IResource resource)
    {
        if (_rounds.TryRemove(resource, out var round))
        {
            await round.Stop.CancelAsync();
            await round.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            round.Stop.Dispose();
        }
    }

    private sealed record Round(ResourceHealth Health, CancellationTokenSource Stop, Task Running);
}
