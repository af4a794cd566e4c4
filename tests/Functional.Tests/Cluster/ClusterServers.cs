using Npgsql;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>
/// The real servers behind the clusters of this test run: started once, and gone with the test process. Each cluster has a
/// database of its own; tests run one after the other, so that no two clusters share the queues.
/// </summary>
internal sealed class ClusterServers(PostgresServer postgres, RabbitServer rabbit, RedisServer redis)
{
    public const ServerKinds Needed = ServerKinds.Postgres | ServerKinds.RabbitMq | ServerKinds.Redis;

    private static readonly Lazy<Task<ClusterServers>> Started = new(StartAsync);
    private int _databases;

    public PostgresServer Postgres => postgres;

    public RabbitServer Rabbit => rabbit;

    public RedisServer Redis => redis;

    /// <returns>Null where they are not installed: a cluster then lives on files and on a bus inside each process.</returns>
    public static async Task<ClusterServers?> FindAsync() =>
        InstalledServers.WhyMissing(Needed) is null ? await Started.Value : null;

    /// <summary>A new empty database, as the connection string that services take.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = FormattableString.Invariant($"cluster_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(postgres.For(name)) { Pooling = true, MaxPoolSize = 10 }.ToString();
    }

    private static async Task<ClusterServers> StartAsync()
    {
        var rabbit = RabbitServer.StartAsync();
        var postgres = PostgresServer.StartAsync();
        var redis = RedisServer.StartAsync();
        return new ClusterServers(await postgres, await rabbit, await redis);
    }
}
