using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Watches every configured worker and keeps the registry up to date with what they own.</summary>
internal sealed partial class OwnerWatchLoop(
    PeerAddresses addresses,
    GrpcPeers peers,
    RegistryFeed feed,
    Jitter jitter,
    IOptions<ProfilerOptions> options,
    TimeProvider clock,
    ILogger<OwnerWatchLoop> logger
) : BackgroundService
{
    /// <summary>Workers are found as services named "worker", "worker-1", "worker-2", ….</summary>
    private const string WorkerServicePrefix = "worker";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            addresses.GrpcMatching(WorkerServicePrefix).Select(address => KeepWatchingAsync(address, stoppingToken))
        );

    private async Task KeepWatchingAsync(Uri address, CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            failures = await WatchOnceAsync(address, stoppingToken) ? 1 : failures + 1;
            feed.Apply(registry => registry.Lost(address.ToString()));
            var wait = RedialWait.After(failures, options.Value.RedialWait, options.Value.RedialWaitMax, jitter.Next());
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True when the worker said at least something before its stream ended.</returns>
    private async Task<bool> WatchOnceAsync(Uri address, CancellationToken stoppingToken)
    {
        var heardAnything = false;
        // Its own timer and not one of ours: a callback that is late must not cancel what is disposed already.
        using var silence = new CancellationTokenSource(options.Value.SilenceLimit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, silence.Token);
        try
        {
            var worker = new Worker.WorkerClient(peers.At(address));
            using var watch = worker.Watch(new WatchRequest(), cancellationToken: ending.Token);
            await foreach (var update in watch.ResponseStream.ReadAllAsync(ending.Token))
            {
                silence.CancelAfter(options.Value.SilenceLimit);
                if (!heardAnything && update.Replicas.Count > options.Value.ReplicasPerWorkerMax)
                {
                    LogTooMany(address, update.Replicas.Count, options.Value.ReplicasPerWorkerMax);
                }

                var report = OwnerReportMapping.ToReport(update, address, options.Value);
                feed.Apply(registry => registry.Heard(address.ToString(), report, clock.GetUtcNow()));
                heardAnything = true;
            }
        }
        // A worker that is gone is dialled again; the filter asks our own token, not the type of the error.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogLost(address, exception.GetType().Name, heardAnything);
        }
        catch (OperationCanceledException) { }
        catch (RpcException) { }

        return heardAnything;
    }

    [LoggerMessage(3001, LogLevel.Debug, "Watch of worker {Address} ended by {Error}; it had spoken: {HeardAnything}.")]
    private partial void LogLost(Uri address, string error, bool heardAnything);

    [LoggerMessage(3002, LogLevel.Warning, "Worker {Address} reports {Count} replicas; {Limit} are taken in.")]
    private partial void LogTooMany(Uri address, int count, int limit);
}
