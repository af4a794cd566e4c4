using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>Worker:ReplicaDns: asks for the addresses behind host names again and again; each is a replica.</summary>
internal sealed partial class DnsReplicaSource(
    IOptions<EnsembleWorkerOptions> options,
    IAddressResolver resolver,
    ReplicaRules rules,
    Jitter jitter,
    TimeProvider clock,
    ILogger<DnsReplicaSource> logger
) : BackgroundService, IReplicaSource
{
    private readonly SourceList _list = new([]);
    private readonly Lock _gate = new();
    private readonly Dictionary<ReplicaDnsOptions, ReplicaConfig[]> _byEntry = [];
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);

    public int Rank => 1;

    public IReadOnlyList<ReplicaConfig> Replicas => _list.Replicas;

    public Task Changed => _list.Changed;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.ReplicaDns.Select(entry => FollowAsync(entry, stoppingToken)));

    private async Task FollowAsync(ReplicaDnsOptions entry, CancellationToken stoppingToken)
    {
        var memory = DnsMemory.None;
        var isFailing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var answer = await AskAsync(entry, stoppingToken);
            memory = memory.After(answer, clock.GetUtcNow(), entry);
            TellFailing(entry, isFailing, answer is not { Count: > 0 }, memory.Addresses.Count);
            isFailing = answer is not { Count: > 0 };
            Publish(entry, memory);
            // Spread, so that many workers do not ask in step.
            var wait = entry.Interval * (0.5 + jitter.Next());
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Null when there was no answer.</returns>
    private async Task<IReadOnlyList<IPAddress>?> AskAsync(ReplicaDnsOptions entry, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(entry.Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            // The options' check has seen a URL. The system's resolver may not listen to the token.
            return await resolver.ResolveAsync(entry.Url!.IdnHost, both.Token).WaitAsync(both.Token);
        }
        // Whatever it is: the next question may be answered, and a stop ends the loop.
        catch (Exception)
        {
            return null;
        }
    }

    private void Publish(ReplicaDnsOptions entry, DnsMemory memory)
    {
        lock (_gate)
        {
            _byEntry[entry] = [.. memory.Addresses.Select(address => ToConfig(entry, address)).Where(IsUsable)];
            _list.Replace([.. options.Value.ReplicaDns.SelectMany(other => _byEntry.GetValueOrDefault(other, []))]);
        }
    }

    private bool IsUsable(ReplicaConfig replica)
    {
        if (rules.WhyRefused(replica) is not { } reason)
        {
            return true;
        }

        // Said once per name; there are no more names than the entries' addresses.
        if (_leftOut.Count < options.Value.Fleet.MaxReplicas && _leftOut.Add(replica.Name))
        {
            LogLeftOut(replica.Name, reason);
        }

        return false;
    }

    private static ReplicaConfig ToConfig(ReplicaDnsOptions entry, IPAddress address)
    {
        var host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        // An IPv6 address may carry the name of an interface, which no replica's name may have.
        var name = address.ToString().Split('%')[0].Replace(':', '-').Replace('.', '-');
        return new ReplicaConfig($"{entry.Name}-{name}", new UriBuilder(entry.Url!) { Host = host }.Uri)
        {
            Kind = entry.Kind,
            Slots = entry.Slots,
            QueueLimit = entry.QueueLimit,
            Gpu = entry.Gpu,
            VramBytes = entry.VramBytes,
            Credential = entry.Credential,
            Source = SourceNames.Dns,
        };
    }

    private void TellFailing(ReplicaDnsOptions entry, bool wasFailing, bool isFailing, int known)
    {
        if (isFailing && !wasFailing)
        {
            LogFailing(entry.Url!.Host, known, entry.KeepTime);
        }
        else if (wasFailing && !isFailing)
        {
            LogAnswered(entry.Url!.Host, known);
        }
    }

    [LoggerMessage(3141, LogLevel.Warning, "No address for {Host}; the {Known} known ones stand for up to {KeepTime}.")]
    private partial void LogFailing(string host, int known, TimeSpan keepTime);

    [LoggerMessage(3142, LogLevel.Information, "{Host} has {Known} addresses again.")]
    private partial void LogAnswered(string host, int known);

    [LoggerMessage(3143, LogLevel.Warning, "Replica {Replica}, found by DNS, is left out, for it {Reason}.")]
    private partial void LogLeftOut(string replica, string reason);
}
