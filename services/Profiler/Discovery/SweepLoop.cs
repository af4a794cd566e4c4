using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Lets go what nobody has heard of for too long.</summary>
internal sealed class SweepLoop(
    FleetFeed feed,
    Registrations registrations,
    IOptions<ProfilerOptions> options,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var startedAt = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_interval, clock, stoppingToken);
            registrations.Sweep();
            var limits = options.Value;
            var isSettled = clock.GetElapsedTime(startedAt) > limits.RestoredLimit;
            feed.Apply(registry =>
            {
                registry.Replicas.Sweep(clock.GetUtcNow(), limits.UnownedLimit, limits.UnclaimedLimit);
                if (isSettled)
                {
                    registry.Models.DropUnseen();
                }
            });
        }
    }
}
