using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Fleet;

/// <summary>Follows the profiler's view of the fleet. While there is no profiler, what is known stays known.</summary>
internal sealed partial class RegistryWatchLoop(
    Profiler.ProfilerClient profiler,
    RegistryState registry,
    ModelRulesView rules,
    FleetView fleet,
    Jitter jitter,
    IOptions<FleetOptions> options,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<RegistryWatchLoop> logger
) : BackgroundService
{
    private static readonly WatchFleetRequest _request = new() { Speeds = true };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(
            stoppingToken,
            lifetime.ApplicationStopping
        );
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            failures = await WatchOnceAsync(stopping.Token) ? 1 : failures + 1;
            var wait = RedialWait.After(failures, options.Value.RedialWait, options.Value.RedialWaitMax, jitter.Next());
            await Task.Delay(wait, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>True when a registry was received before the watch ended.</returns>
    private async Task<bool> WatchOnceAsync(CancellationToken cancellationToken)
    {
        var received = false;
        var copy = new RegistryCopy(options.Value);
        try
        {
            using var watch = profiler.WatchFleet(_request, cancellationToken: cancellationToken);
            await foreach (var change in watch.ResponseStream.ReadAllAsync(cancellationToken))
            {
                if (copy.Apply(change))
                {
                    Publish(copy, change);
                    received = true;
                }
            }

            LogEnded(received, "closed by the profiler");
        }
        // A profiler that is gone must not end the router; the filter asks the token, not the type.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogEnded(received, exception is RpcException rpc ? rpc.StatusCode.ToString() : exception.GetType().Name);
        }
        // Asked to stop: whatever the call ended with.
        catch (Exception exception) when (exception is OperationCanceledException or RpcException) { }

        return received;
    }

    // Models come and go far more often than owners: whoever waits for another set of owners is not woken by them.
    private void Publish(RegistryCopy copy, FleetChange change)
    {
        rules.Current = copy.Rules;
        fleet.Know(copy.Replicas);
        var owners = Addresses([.. copy.Owners]);
        if (change.Snapshot || !registry.Owners.SetEquals(owners))
        {
            registry.Replace(owners);
        }
    }

    private List<Uri> Addresses(IReadOnlyCollection<Owner> owners)
    {
        var addresses = new List<Uri>();
        foreach (var owner in owners)
        {
            var isAddress = Uri.TryCreate(owner.Address, UriKind.Absolute, out var address);
            if (!isAddress || address is not { Scheme: "http" or "https" })
            {
                LogNoAddress(owner.Worker);
            }
            else if (addresses.Count < options.Value.MaxOwners)
            {
                addresses.Add(address);
            }
            else
            {
                LogTooManyOwners(owners.Count, options.Value.MaxOwners);
                break;
            }
        }

        return addresses;
    }

    // A watch that ended is news; a profiler that still does not answer is not.
    private void LogEnded(bool received, string cause)
    {
        if (received)
        {
            LogLost(cause);
        }
        else
        {
            LogNoAnswer(cause);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "The watch of the registry ended: {Cause}. What is known stays.")]
    private partial void LogLost(string cause);

    [LoggerMessage(2004, LogLevel.Debug, "No registry from the profiler: {Cause}.")]
    private partial void LogNoAnswer(string cause);

    [LoggerMessage(2002, LogLevel.Warning, "The registry gives no usable address for worker {Worker}.")]
    private partial void LogNoAddress(string worker);

    [LoggerMessage(2003, LogLevel.Warning, "The registry names {Count} owners; only {Limit} are watched.")]
    private partial void LogTooManyOwners(int count, int limit);
}
