using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>Two gateways, two routers, two workers, profiler and learning over real servers, with three replicas.</summary>
public class KillFixture : IAsyncLifetime
{
    private RunningCluster? _cluster;

    private protected virtual ClusterOptions Options => new(["small", "coder", "small"], SpeedFactor: 20);

    internal RunningCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    internal ClusterServers Servers => Cluster.Servers ?? throw new InvalidOperationException("There are no servers.");

    internal RunTables Tables => new(Cluster.Database);

    public async Task InitializeAsync()
    {
        if (InstalledServers.WhyMissing(ClusterServers.Needed) is null)
        {
            _cluster = await RunningCluster.StartAsync(Layout.Whole(), Options);
            // What dies leaves errors in the logs of those who needed it.
            _cluster.ExpectErrors();
        }
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    internal Task KillAsync(string victim) =>
        victim switch
        {
            "rabbitmq" => KillBrokerAsync(),
            "postgresql" => Servers.Postgres.KillAsync(),
            "redis" => Servers.Redis.KillAsync(),
            "sim-1" => Cluster.Replicas[0].Process.KillAsync(),
            _ => Cluster.Process(victim).KillAsync(),
        };

    internal Task StartAgainAsync(string victim) =>
        victim switch
        {
            "rabbitmq" => Servers.Rabbit.StartAgainAsync(),
            "postgresql" => Servers.Postgres.StartAgainAsync(),
            "redis" => Servers.Redis.StartAgainAsync(),
            "sim-1" => Cluster.StartReplicaAgainAsync(0),
            _ => Cluster.StartAgainAsync(victim),
        };

    // RabbitMQ 3.10 forgets a quorum queue that is killed within seconds of its birth; no product can mend that.
    private async Task KillBrokerAsync()
    {
        await Servers.Rabbit.UntilQueueIsOnDiskAsync("worker-runs");
        await Servers.Rabbit.KillAsync();
    }
}
