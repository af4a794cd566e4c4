using Microsoft.Extensions.Options;

namespace Orchestrator.Learning.Retention;

internal sealed partial class RetentionLoop(
    IOptions<LearningOptions> options,
    RetentionRounds rounds,
    TimeProvider clock,
    ILogger<RetentionLoop> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RetentionInterval, clock);
        do
        {
            await RunOnceAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await rounds.RunAsync(stoppingToken);
        }
        // The database is away: nothing is lost by deleting later.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(
        5102,
        LogLevel.Warning,
        "Old outcomes and feedback could not be deleted; the next round tries again."
    )]
    private partial void LogFailed(Exception exception);
}
