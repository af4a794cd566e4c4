using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Output;

/// <summary>Shows the table when the resources have come to rest, and again when a state has changed and they have.</summary>
internal sealed class StatusBoard(
    ResourceNotificationService notifications,
    ConsoleOutput console,
    RunnerOptions runner
) : BackgroundService
{
    /// <summary>Changes that come together are shown together.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private string _shown = string.Empty;
    private int _scheduled;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!runner.Console)
        {
            return;
        }

        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Snapshot.State is not null && Interlocked.Exchange(ref _scheduled, 1) == 0)
            {
                // Ends by itself, at the latest with the application.
                _ = ShowAfterRestAsync(stoppingToken);
            }
        }
    }

    private async Task ShowAfterRestAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Rest, stoppingToken);
        Interlocked.Exchange(ref _scheduled, 0);
        var resources = notifications.Current();
        var table = StatusTable.Format(resources, console.Colours);
        if (StatusTable.IsSettled(resources) && table != _shown)
        {
            _shown = table;
            console.Write($"\n{table}\n");
        }
    }
}
