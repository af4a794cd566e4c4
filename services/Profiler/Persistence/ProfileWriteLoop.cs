using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

/// <summary>Lets the leader write: measures and models often, the history now and then, and once more before it stops.</summary>
internal sealed class ProfileWriteLoop(
    ILeader leader,
    ProfileWrites writes,
    HistoryRounds history,
    StoreOutage outage,
    IOptions<StoreOptions> options,
    TimeProvider clock
) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(writes.RunAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var historyAt = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.WriteInterval, clock, stoppingToken);
            await TryAsync(writes.RunAsync, stoppingToken);
            if (clock.GetElapsedTime(historyAt) >= options.Value.HistoryInterval)
            {
                historyAt = clock.GetTimestamp();
                writes.Refresh();
                await TryAsync(history.RunAsync, stoppingToken);
            }
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (!leader.IsLeader)
        {
            return;
        }

        try
        {
            await write(cancellationToken);
            outage.Worked();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && StoreFault.IsAway(exception))
        {
            outage.Failed(exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
    }
}
