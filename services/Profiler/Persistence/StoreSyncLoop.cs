using Microsoft.Extensions.Options;

namespace Orchestrator.Profiler.Persistence;

internal sealed class StoreSyncLoop(StoreSync sync, IOptions<StoreOptions> options, TimeProvider clock)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.PollInterval, clock, stoppingToken);
            await sync.TryReadAsync(stoppingToken);
        }
    }
}
