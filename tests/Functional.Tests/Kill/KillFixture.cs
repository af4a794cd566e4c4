using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>
/// Two gateways, two routers, two workers, profiler and learning over real servers, with three replicas: one cluster for all
/// classes of the collection, as each case starts again what it has killed.
/// </summary>
public sealed class KillFixture : IAsyncLifetime
{
    /// <summary>For what a kill holds up: a lease is free after 10 s, and the rest happens beside other tests on two cores.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private RunningCluster? _cluster;

    internal RunningCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    internal ClusterServers Servers => Cluster.Servers ?? throw new InvalidOperationException("There are no servers.");

    internal RunTables Tables => new(Cluster.Database);

    public async Task InitializeAsync()
    {
        if (InstalledServers.WhyMissing(ClusterServers.Needed) is null)
        {
            _cluster = await RunningCluster.StartAsync(
                Layout.Whole(),
                new ClusterOptions(["small", "coder", "small"], SpeedFactor: 20)
            );
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

    /// <summary>
    /// Starts again whatever a case that failed half-way has left dead, and lets its runs end: each case begins with a whole
    /// cluster.
    /// </summary>
    internal async Task MendAsync()
    {
        TestServer[] servers = [Servers.Postgres, Servers.Rabbit, Servers.Redis];
        await Task.WhenAll(servers.Where(server => !server.IsRunning).Select(server => server.StartAgainAsync()));
        await Cluster.StartEndedAgainAsync();
        await Wait.UntilAsync(async () => await Tables.UnfinishedAsync() == 0, () => "every run ends", Patience);
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

[CollectionDefinition(Name)]
public sealed class KillCluster : ICollectionFixture<KillFixture>
{
    public const string Name = "A whole cluster whose parts are killed";
}
