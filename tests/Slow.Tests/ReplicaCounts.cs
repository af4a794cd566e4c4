using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Slow.Tests;

/// <summary>What the replicas say that they have done. A replica that was killed begins to count anew: what it had counted is added.</summary>
internal sealed class ReplicaCounts(RunningCluster cluster)
{
    private readonly Dictionary<string, long> _lost = new(StringComparer.Ordinal);

    /// <summary>Answers that were begun: each is a step that was carried out, or the beginning of one that broke off.</summary>
    public Task<long> StartedAsync() => SumAsync("started");

    /// <summary>Answers that are in a slot or wait for one.</summary>
    public async Task<long> InFlightAsync() => await SumAsync("running") + await SumAsync("queued");

    /// <summary>To be called right before a replica is killed: what it begins after that is not counted.</summary>
    public async Task RememberAsync(int replica)
    {
        var dying = cluster.Replicas[replica];
        _lost["started"] = _lost.GetValueOrDefault("started") + await dying.CountAsync("started");
    }

    private async Task<long> SumAsync(string counter)
    {
        var sum = _lost.GetValueOrDefault(counter);
        foreach (var replica in cluster.Replicas)
        {
            sum += await replica.CountAsync(counter);
        }

        return sum;
    }
}
