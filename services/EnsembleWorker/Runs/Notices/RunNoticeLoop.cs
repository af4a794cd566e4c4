namespace Orchestrator.EnsembleWorker.Runs.Notices;

/// <summary>Publishes notices one after the other, each within a limit.</summary>
internal sealed partial class RunNoticeLoop(RunNotices notices, RunPublisher publisher, ILogger<RunNoticeLoop> logger)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // What the last runs had to say, above all that they are handed back; one try each.
        while (notices.Reader.TryRead(out var notice) && await TrySendAsync(notice)) { }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var notice in notices.Reader.ReadAllAsync(stoppingToken))
        {
            await TrySendAsync(notice);
        }
    }

    // Not cancelled by a stop: a message half-way to the bus is finished, within the publisher's own limit.
    private async Task<bool> TrySendAsync(RunNotice notice)
    {
        if (await publisher.TryPublishAsync(notice, CancellationToken.None) is not { } exception)
        {
            return true;
        }

        LogNotSent(notice.Message.GetType().Name, exception.GetType().Name);
        return false;
    }

    [LoggerMessage(
        3431,
        LogLevel.Warning,
        "The bus did not take {Message}: {Exception}. Watchers and sweepers do without."
    )]
    private partial void LogNotSent(string message, string exception);
}
