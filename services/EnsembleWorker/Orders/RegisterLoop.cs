using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.ServiceDefaults;
using Owner = Orchestrator.EnsembleWorker.Ownership.Owner;

namespace Orchestrator.EnsembleWorker.Orders;

/// <summary>
/// Registers this worker with every profiler, for as long as it lives, and takes their orders. While a profiler is away
/// its last orders stand; a worker that has just started learns them with its first answer.
/// </summary>
internal sealed partial class RegisterLoop(
    IOptions<EnsembleWorkerOptions> options,
    PeerAddresses addresses,
    GrpcPeers peers,
    Func<Owner> me,
    LatestOrders orders,
    ReplicaRules rules,
    Serving serving,
    Jitter jitter,
    TimeProvider clock,
    ILogger<RegisterLoop> logger
) : BackgroundService
{
    private const string ProfilerService = "profiler";

    private readonly OrdersOptions _options = options.Value.Orders;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Who registers before it listens cannot be dialled.
        await serving.WaitAsync(stoppingToken);
        await Task.WhenAll(addresses.Grpc(ProfilerService).Select(address => KeepAsync(address, stoppingToken)));
    }

    private async Task KeepAsync(Uri profiler, CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            failures = await RegisterOnceAsync(profiler, stoppingToken) ? 1 : failures + 1;
            var wait = RedialWait.After(failures, _options.RedialWait, _options.RedialWaitMax, jitter.Next());
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True when the profiler said something before the stream ended.</returns>
    private async Task<bool> RegisterOnceAsync(Uri profiler, CancellationToken stoppingToken)
    {
        var heardAnything = false;
        using var silence = new CancellationTokenSource(_options.Silence, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, silence.Token);
        try
        {
            var owner = me();
            var client = new Profiler.ProfilerClient(peers.At(profiler));
            var request = new RegisterWorkerRequest { Worker = owner.Worker, Address = owner.Address };
            using var registration = client.RegisterWorker(request, cancellationToken: ending.Token);
            await foreach (var message in registration.ResponseStream.ReadAllAsync(ending.Token))
            {
                silence.CancelAfter(_options.Silence);
                if (!heardAnything)
                {
                    LogRegistered(profiler);
                }

                heardAnything = true;
                Take(profiler, message);
            }
        }
        // A profiler that is gone is dialled again; the filter asks our own token, not the type of the error.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogLost(profiler, exception is RpcException rpc ? rpc.StatusCode.ToString() : exception.GetType().Name);
        }
        // Asked to stop: whatever the call ended with.
        catch (Exception exception) when (exception is OperationCanceledException or RpcException) { }

        return heardAnything;
    }

    private void Take(Uri profiler, WorkerOrders message)
    {
        // Most messages are signs of life; they are not read again.
        if (!orders.IsNews(message.Revision))
        {
            return;
        }

        var reading = OrdersMapping.Read(message, _options);
        if (reading.Orders is not { } read)
        {
            LogRefused(message.Revision, profiler, reading.Problem);
            orders.Refuse(message.Revision);
            return;
        }

        foreach (var name in reading.LeftOut)
        {
            LogLeftOut(name, "has no usable name or address");
        }

        if (orders.Offer(read with { Replicas = [.. read.Replicas.Where(CanLookAfter)] }))
        {
            LogTaken(message.Revision, read.Replicas.Length, read.Drained.Count, read.Plans.Length);
        }
    }

    private bool CanLookAfter(ReplicaConfig replica)
    {
        if (rules.WhyRefused(replica) is not { } reason)
        {
            return true;
        }

        LogLeftOut(replica.Name, reason);
        return false;
    }

    [LoggerMessage(3131, LogLevel.Information, "Registered with the profiler at {Profiler}.")]
    private partial void LogRegistered(Uri profiler);

    [LoggerMessage(3132, LogLevel.Debug, "The registration at {Profiler} ended: {Cause}. The last orders stand.")]
    private partial void LogLost(Uri profiler, string cause);

    [LoggerMessage(3133, LogLevel.Warning, "Orders {Revision} of {Profiler} are refused: {Problem}.")]
    private partial void LogRefused(ulong revision, Uri profiler, string? problem);

    [LoggerMessage(3134, LogLevel.Warning, "Added replica {Replica} is not looked after here, for it {Reason}.")]
    private partial void LogLeftOut(string replica, string reason);

    [LoggerMessage(
        3135,
        LogLevel.Information,
        "Orders {Revision} count now: {Added} added replicas, {Drained} drained ones, {Plans} plans."
    )]
    private partial void LogTaken(ulong revision, int added, int drained, int plans);
}
