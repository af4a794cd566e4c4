using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Follows the worker at one address, dialling it again and again, until it is told to end.</summary>
internal sealed partial class OwnerWatch(
    OwnerAddress found,
    GrpcPeers peers,
    FleetFeed feed,
    Jitter jitter,
    ProfilerOptions options,
    TimeProvider clock,
    ILogger logger
)
{
    private readonly string _dialled = found.Address.ToString();

    /// <summary>Set while the same worker is heard at another address: the one it advertises.</summary>
    private string? _heardElsewhere;

    public async Task RunAsync(CancellationToken ending)
    {
        var failures = 0;
        while (!ending.IsCancellationRequested)
        {
            failures = await WatchOnceAsync(ending) ? 1 : failures + 1;
            feed.Apply(registry => registry.Lost(_dialled, clock.GetUtcNow()));
            await ParkAsync(ending);
            var wait = RedialWait.After(failures, options.RedialWait, options.RedialWaitMax, jitter.Next());
            await Task.Delay(wait, clock, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True when the worker said at least something before its stream ended.</returns>
    private async Task<bool> WatchOnceAsync(CancellationToken ending)
    {
        ulong heard = 0;
        // Its own timer and not one of ours: a callback that is late must not cancel what is disposed already.
        using var silence = new CancellationTokenSource(options.SilenceLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, silence.Token);
        try
        {
            var worker = new Worker.WorkerClient(peers.At(found.Address));
            using var watch = worker.Watch(new WatchRequest(), cancellationToken: either.Token);
            await foreach (var update in watch.ResponseStream.ReadAllAsync(either.Token))
            {
                silence.CancelAfter(options.SilenceLimit);
                if (update.Sequence != heard + 1 || (heard == 0 && !update.Full))
                {
                    LogGap(found.Address, heard, update.Sequence);
                    break;
                }

                heard = update.Sequence;
                if (!Take(update))
                {
                    break;
                }
            }
        }
        // A worker that is gone is dialled again; the filter asks our own token, not the type of the error.
        catch (Exception exception) when (!ending.IsCancellationRequested)
        {
            LogLost(found.Address, exception.GetType().Name, heard > 0);
        }
        // Told to end: whatever the call ended with.
        catch (Exception exception) when (exception is OperationCanceledException or RpcException) { }

        return heard > 0;
    }

    /// <returns>False when this watch is of no use any more.</returns>
    private bool Take(FleetUpdate update)
    {
        if (update.Replicas.Count > options.ReplicasPerWorkerMax)
        {
            LogTooMany(found.Address, update.Replicas.Count, options.ReplicasPerWorkerMax);
        }

        var report = OwnerReportMapping.ToReport(update, found.Address, options);
        var result = feed.Apply(registry => registry.Heard(_dialled, report, clock.GetUtcNow()));
        _heardElsewhere = result is HeardResult.Duplicate ? report.Address : null;
        if (result is HeardResult.Duplicate)
        {
            LogDuplicate(found.Address, report.Worker, report.Address);
        }
        else if (result is HeardResult.Gap)
        {
            LogGap(found.Address, update.Sequence, update.Sequence);
        }

        return result is HeardResult.Taken;
    }

    /// <summary>While the worker is heard at another address, this one is only looked at now and then.</summary>
    private async Task ParkAsync(CancellationToken ending)
    {
        if (_heardElsewhere is not { } address)
        {
            return;
        }

        var parkedAt = clock.GetTimestamp();
        while (
            !ending.IsCancellationRequested
            && clock.GetElapsedTime(parkedAt) < options.DuplicateLook
            && feed.Read(registry => registry.IsHeardElsewhere(_dialled, address))
        )
        {
            await Task.Delay(options.RedialWaitMax, clock, ending)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _heardElsewhere = null;
    }

    [LoggerMessage(
        3001,
        LogLevel.Debug,
        "Watch of worker {Address} ended by {Failure}; it had spoken: {HeardAnything}."
    )]
    private partial void LogLost(Uri address, string failure, bool heardAnything);

    [LoggerMessage(3002, LogLevel.Warning, "Worker {Address} reports {Count} replicas; {Limit} are taken in.")]
    private partial void LogTooMany(Uri address, int count, int limit);

    [LoggerMessage(3012, LogLevel.Information, "Watching {Address} anew: {Sequence} does not follow {Last}.")]
    private partial void LogGap(Uri address, ulong last, ulong sequence);

    [LoggerMessage(3013, LogLevel.Debug, "At {Address} is worker {Worker}, which is heard at {Other} already.")]
    private partial void LogDuplicate(Uri address, string worker, string other);
}
