using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Fleet;

/// <summary>Follows one owner, dialling it again and again, until the router stops or the owner is gone for good.</summary>
internal sealed partial class OwnerWatch(
    Uri address,
    RegistryState registry,
    FleetView fleet,
    GrpcPeers peers,
    Jitter jitter,
    FleetOptions options,
    TimeProvider clock,
    ILogger logger
)
{
    private readonly string _key = address.ToString();
    private CancellationTokenSource? _current;
    private bool _isSilent = true;

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var silence = clock.CreateTimer(_ => OnSilence(), null, options.OwnerSilence, options.OwnerSilence);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            failures = await WatchOnceAsync(silence, stoppingToken) ? 1 : failures + 1;
            if (failures > 1)
            {
                // It broke off and cannot be dialled either: no need to wait for its silence.
                OnSilence();
            }

            if (Volatile.Read(ref _isSilent) && registry.IsKnown && !registry.Owners.Contains(address))
            {
                LogForgotten(address);
                fleet.Drop(_key);
                return;
            }

            var wait = RedialWait.After(failures, options.RedialWait, options.RedialWaitMax, jitter.Next());
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True when the owner said something before the watch ended.</returns>
    private async Task<bool> WatchOnceAsync(ITimer silence, CancellationToken stoppingToken)
    {
        using var current = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Volatile.Write(ref _current, current);
        ulong heard = 0;
        var inventories = new OwnerInventories(options);
        try
        {
            var owner = new Worker.WorkerClient(peers.At(address));
            using var watch = owner.Watch(new WatchRequest(), cancellationToken: current.Token);
            await foreach (var update in watch.ResponseStream.ReadAllAsync(current.Token))
            {
                if (update.Sequence != heard + 1 || (heard == 0 && !update.Full))
                {
                    LogGap(address, heard, update.Sequence);
                    break;
                }

                if (!update.Replicas.All(inventories.IsComplete))
                {
                    LogUnknownInventory(address);
                    break;
                }

                heard = update.Sequence;
                Take(update, inventories, silence);
            }
        }
        // An owner that is gone is dialled again; the filter asks our own token, not the type of the error.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogBroken(address, exception is RpcException rpc ? rpc.StatusCode.ToString() : exception.GetType().Name);
        }
        // Asked to stop: whatever the call ended with.
        catch (Exception exception) when (exception is OperationCanceledException or RpcException) { }
        finally
        {
            Volatile.Write(ref _current, null);
        }

        return heard > 0;
    }

    private void Take(FleetUpdate update, OwnerInventories inventories, ITimer silence)
    {
        silence.Change(options.OwnerSilence, options.OwnerSilence);
        if (_isSilent)
        {
            LogHeard(address, update.Worker, update.Replicas.Count);
        }

        Volatile.Write(ref _isSilent, false);
        fleet.Apply(_key, OwnerUpdateMapping.ToOwnerUpdate(update, address, inventories, options, clock.GetUtcNow()));
    }

    private void OnSilence()
    {
        if (!Interlocked.Exchange(ref _isSilent, true))
        {
            LogSilent(address, options.OwnerSilence);
            fleet.Lose(_key);
        }

        try
        {
            Volatile.Read(ref _current)?.Cancel();
        }
        // The watch ended by itself at this very moment.
        catch (ObjectDisposedException) { }
    }

    [LoggerMessage(2011, LogLevel.Information, "The owner at {Address} is worker {Worker} with {Replicas} replicas.")]
    private partial void LogHeard(Uri address, string worker, int replicas);

    [LoggerMessage(2012, LogLevel.Warning, "The owner at {Address} has said nothing for {Silence}: unreachable.")]
    private partial void LogSilent(Uri address, TimeSpan silence);

    [LoggerMessage(2013, LogLevel.Debug, "The watch of the owner at {Address} broke: {Cause}.")]
    private partial void LogBroken(Uri address, string cause);

    [LoggerMessage(2014, LogLevel.Information, "Watching {Address} anew: after {Last} came {Sequence}.")]
    private partial void LogGap(Uri address, ulong last, ulong sequence);

    [LoggerMessage(2015, LogLevel.Information, "The owner at {Address} is silent and not in the registry: forgotten.")]
    private partial void LogForgotten(Uri address);

    [LoggerMessage(2016, LogLevel.Information, "Watching {Address} anew: it names an inventory that it never sent.")]
    private partial void LogUnknownInventory(Uri address);
}
