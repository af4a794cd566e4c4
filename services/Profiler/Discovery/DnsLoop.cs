using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Discovery;

/// <summary>Looks the configured names up again and again; each address behind one is a worker.</summary>
internal sealed partial class DnsLoop(
    OwnerDirectory directory,
    IHostLookup lookup,
    IOptions<DiscoveryOptions> options,
    TimeProvider clock,
    ILogger<DnsLoop> logger
) : BackgroundService
{
    private readonly DiscoveryOptions _options = options.Value;
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var book = new DnsBook(_options.DnsKeep);
        while (_options.WorkerDns.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            foreach (var name in _options.WorkerDns)
            {
                book.Heard(name, await LookUpAsync(name, stoppingToken), clock.GetUtcNow());
            }

            directory.Replace(ReplicaSources.Dns, book.Addresses);
            await Task.Delay(_options.DnsInterval, clock, stoppingToken);
        }
    }

    /// <returns>Null when nobody can say now.</returns>
    private async Task<IReadOnlyCollection<Uri>?> LookUpAsync(string name, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(_options.DnsLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        // Checked at the start.
        var (host, port) = WorkerDnsName.Parse(name) ?? throw new InvalidOperationException("A name without a port.");
        try
        {
            var found = await lookup.AddressesAsync(host, both.Token);
            _failing.Remove(name);
            return [.. found.Select(address => AddressOf(address, port))];
        }
        catch (Exception exception)
            when (exception is SocketException or OperationCanceledException && !stoppingToken.IsCancellationRequested)
        {
            if (_failing.Add(name))
            {
                LogFailed(name, exception.Message);
            }

            return null;
        }
    }

    private static Uri AddressOf(IPAddress address, int port) => new($"http://{new IPEndPoint(address, port)}/");

    [LoggerMessage(3014, LogLevel.Warning, "Workers behind {Name} cannot be looked up: {Reason} Known ones stay.")]
    private partial void LogFailed(string name, string reason);
}
