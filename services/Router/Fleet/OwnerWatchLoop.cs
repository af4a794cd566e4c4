using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Fleet;

/// <summary>
/// Keeps one watch per owner of the registry. An owner that the registry no longer names is watched for as long as it
/// answers: a profiler that has just started knows nobody yet.
/// </summary>
internal sealed partial class OwnerWatchLoop(
    RegistryState registry,
    FleetView fleet,
    GrpcPeers peers,
    Jitter jitter,
    IOptions<FleetOptions> options,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<OwnerWatchLoop> logger
) : BackgroundService
{
    private readonly Dictionary<Uri, Task> _watches = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(
            stoppingToken,
            lifetime.ApplicationStopping
        );
        while (!stopping.IsCancellationRequested)
        {
            var changed = registry.Changed;
            StartMissing(stopping.Token);
            // A watch that gave up is one more reason to look: its owner may have been named again meanwhile.
            await Task.WhenAny([changed.WaitAsync(stopping.Token), .. _watches.Values]);
        }

        await Task.WhenAll(_watches.Values);
    }

    private void StartMissing(CancellationToken stoppingToken)
    {
        foreach (var (address, watch) in _watches)
        {
            if (watch.IsCompleted)
            {
                _watches.Remove(address);
            }
        }

        foreach (var address in registry.Owners)
        {
            if (!_watches.ContainsKey(address))
            {
                LogOwnerFound(address);
                var watch = new OwnerWatch(address, registry, fleet, peers, jitter, options.Value, clock, logger);
                _watches.Add(address, watch.RunAsync(stoppingToken));
            }
        }
    }

    [LoggerMessage(2010, LogLevel.Information, "Watching the owner at {Address}.")]
    private partial void LogOwnerFound(Uri address);
}
