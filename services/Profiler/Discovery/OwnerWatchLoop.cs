using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Keeps one watch per address of the directory, and ends it when the address is no longer there.</summary>
internal sealed partial class OwnerWatchLoop(
    PeerAddresses addresses,
    OwnerDirectory directory,
    GrpcPeers peers,
    FleetFeed feed,
    Jitter jitter,
    IOptions<ProfilerOptions> options,
    TimeProvider clock,
    ILogger<OwnerWatchLoop> logger
) : BackgroundService
{
    /// <summary>Workers are found as services named "worker", "worker-1", "worker-2", ….</summary>
    private const string WorkerServicePrefix = "worker";

    private readonly Dictionary<OwnerAddress, RunningWatch> _watches = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        directory.Replace(ReplicaSources.Static, addresses.GrpcMatching(WorkerServicePrefix));
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = directory.Changed;
            await FollowAsync(directory.All, stoppingToken);
            await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await FollowAsync([], stoppingToken);
    }

    private async Task FollowAsync(IReadOnlyList<OwnerAddress> wanted, CancellationToken stoppingToken)
    {
        if (wanted.Count > options.Value.OwnersMax)
        {
            LogTooMany(wanted.Count, options.Value.OwnersMax);
        }

        var taken = wanted.Take(options.Value.OwnersMax).ToHashSet();
        foreach (var gone in _watches.Keys.Except(taken).ToList())
        {
            await EndAsync(gone);
        }

        foreach (var found in taken.Except(_watches.Keys).ToList())
        {
            var watch = new OwnerWatch(found, peers, feed, jitter, options.Value, clock, logger);
            _watches.Add(found, new RunningWatch(watch.RunAsync, stoppingToken));
            LogFound(found.Address, found.Source);
        }
    }

    private async Task EndAsync(OwnerAddress gone)
    {
        if (_watches.Remove(gone, out var watch))
        {
            await watch.DisposeAsync();
        }

        feed.Apply(registry => registry.Forget(gone.Address.ToString(), clock.GetUtcNow()));
    }

    [LoggerMessage(3010, LogLevel.Information, "Watching the worker at {Address}, found as {Source}.")]
    private partial void LogFound(Uri address, string source);

    [LoggerMessage(3011, LogLevel.Warning, "{Count} addresses of workers are named; only {Limit} are watched.")]
    private partial void LogTooMany(int count, int limit);
}
