using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Runs.Workers;

namespace Orchestrator.Gateway.Runs;

/// <summary>Stops runs whose clients are gone, so that their replicas are free for others. Best effort, within a time.</summary>
internal sealed partial class RunStopLoop(
    RunStops stops,
    AnyWorker workers,
    IOptions<SeveralStepsLimits> limits,
    ILogger<RunStopLoop> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Parallel.ForEachAsync(
            stops.Reader.ReadAllAsync(stoppingToken),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = limits.Value.MaxConcurrentStops,
                CancellationToken = stoppingToken,
            },
            // Not the loop's token: a stop that has begun is bounded by its own time.
            async (stop, _) => await StopAsync(stop, CancellationToken.None)
        );

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // What came in while the last requests ended.
        while (!cancellationToken.IsCancellationRequested && stops.Reader.TryRead(out var stop))
        {
            await StopAsync(stop, cancellationToken);
        }
    }

    private async Task StopAsync(RunStop stop, CancellationToken cancellationToken)
    {
        var request = new ControlRunRequest { RunId = stop.RunId, Control = RunControl.Stop };
        try
        {
            var reply = await workers.CallAsync(
                stop.Holder,
                (worker, options) => worker.ControlRunAsync(request, options),
                limits.Value.StopTimeout,
                cancellationToken
            );
            // A run that nobody knows was never written: there is nothing to stop.
            if (reply.Value is null && reply.Status.StatusCode != StatusCode.NotFound)
            {
                LogNotStopped(stop.RunId, reply.Status.StatusCode);
            }
        }
        catch (OperationCanceledException)
        {
            LogNotStopped(stop.RunId, StatusCode.Cancelled);
        }
    }

    [LoggerMessage(
        1501,
        LogLevel.Warning,
        "Run {RunId}, whose client is gone, could not be stopped: {Status}. It goes on to its end."
    )]
    private partial void LogNotStopped(string runId, StatusCode status);
}
