using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Waits for running work before anything is torn down. It has to come before Kestrel stops: a closed server would also
/// refuse the calls by which this process finishes what it has begun.
/// </summary>
internal sealed partial class GracefulStop(
    RunningWork work,
    IHostApplicationLifetime lifetime,
    IOptions<StoppingOptions> options,
    TimeProvider clock,
    ILogger<GracefulStop> logger
) : IHostedLifecycleService
{
    private CancellationTokenRegistration _stopping;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _stopping = lifetime.ApplicationStopping.Register(work.BeginStopping);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        work.BeginStopping();
        // A stop by code reaches this before the token that long watches end on.
        lifetime.StopApplication();
        if (work.Count > 0)
        {
            LogFinishing(work.Count, options.Value.Limit);
        }

        try
        {
            await work.WhenIdleAsync().WaitAsync(options.Value.Limit, clock, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            LogAborting(work.Count);
            work.Abort();
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _stopping.Dispose();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(911, LogLevel.Information, "Stopping: {Count} pieces of work get up to {Limit} to finish.")]
    private partial void LogFinishing(int count, TimeSpan limit);

    [LoggerMessage(912, LogLevel.Warning, "Stopping: {Count} pieces of work did not finish in time and are aborted.")]
    private partial void LogAborting(int count);
}
