using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Placement.Outcomes;

/// <summary>Tells every router how attempts ended. Best effort: a breaker that misses one report learns from the next.</summary>
internal sealed partial class AttemptReportLoop(
    AttemptReportQueues queues,
    GrpcPeers peers,
    IHostApplicationLifetime lifetime,
    IOptions<OutcomeOptions> options,
    TimeProvider clock,
    ILogger<AttemptReportLoop> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Addresses of peers are known once this process listens: a router may be in it.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var onStopping = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;
        await Task.WhenAll(queues.All.Select(queue => SendAllAsync(queue, stoppingToken)));
    }

    private async Task SendAllAsync(AttemptReportQueues.RouterQueue queue, CancellationToken stoppingToken)
    {
        var reader = queue.Reports.Reader;
        while (await reader.WaitToReadAsync(stoppingToken))
        {
            if (options.Value.ReportWait > TimeSpan.Zero)
            {
                await Task.Delay(options.Value.ReportWait, clock, stoppingToken);
            }

            await SendAsync(queue.Address, TakeWaiting(reader), stoppingToken);
        }
    }

    private AttemptReports TakeWaiting(ChannelReader<AttemptReport> reader)
    {
        var batch = new AttemptReports();
        while (batch.Reports.Count < options.Value.BatchSize && reader.TryRead(out var report))
        {
            batch.Reports.Add(report);
        }

        return batch;
    }

    private async Task SendAsync(Uri address, AttemptReports batch, CancellationToken stoppingToken)
    {
        // gRPC deadlines are points in the machine's own time, whatever clock the rest of us follows.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + options.Value.ReportDeadline;
        try
        {
            var router = new Router.RouterClient(peers.At(address));
            using var call = router.ReportAttemptsAsync(batch, deadline: deadline, cancellationToken: stoppingToken);
            await call.ResponseAsync;
        }
        catch (RpcException exception)
        {
            LogNotReported(batch.Reports.Count, exception.StatusCode);
        }
    }

    [LoggerMessage(1211, LogLevel.Debug, "A router did not take {Count} reports of attempts: {Status}.")]
    private partial void LogNotReported(int count, StatusCode status);
}
