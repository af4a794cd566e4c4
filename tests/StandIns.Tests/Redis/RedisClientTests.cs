using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Redis;

/// <summary>Against the real server, where it is installed.</summary>
public sealed class RedisClientTests
{
    /// <summary>The client gives up connecting at the host's start after this; busy test machines need more than 5 s.</summary>
    private const int PatientMs = 30_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [ServerFact(ServerKinds.Redis)]
    public async Task Values_are_stored_and_the_client_is_connected_when_the_host_has_started()
    {
        await using var server = await RedisServer.StartAsync();
        using var host = await StartedAsync(server);
        var client = host.Services.GetRequiredService<IConnectionMultiplexer>();

        Assert.True(client.IsConnected);
        var database = client.GetDatabase();
        Assert.True(await database.StringSetAsync("k", "값", TimeSpan.FromMinutes(1), When.NotExists));
        Assert.False(await database.StringSetAsync("k", "other", TimeSpan.FromMinutes(1), When.NotExists));
        Assert.Equal("값", (string?)await database.StringGetAsync("k"));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task Keyed_clients_reach_their_own_servers()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartAsync();
        var builder = Builder(
            ("ConnectionStrings:a", first.ConnectionString),
            ("ConnectionStrings:b", second.ConnectionString)
        );
        builder.AddKeyedRedisClient("a");
        builder.AddKeyedRedisClient("b");
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredKeyedService<IConnectionMultiplexer>("a").GetDatabase().StringSetAsync("k", 1);

        var other = host.Services.GetRequiredKeyedService<IConnectionMultiplexer>("b").GetDatabase();
        Assert.False(await other.KeyExistsAsync("k"));
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_server_that_comes_back_is_used_again()
    {
        await using var server = await RedisServer.StartAsync();
        using var host = await StartedAsync(server);
        var client = host.Services.GetRequiredService<IConnectionMultiplexer>();
        var lost = Next(handler => client.ConnectionFailed += handler);
        var restored = Next(handler => client.ConnectionRestored += handler);

        await server.KillAsync();
        await Within(lost, "The client did not notice that the server is gone.");
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));

        await server.StartAgainAsync();
        await Within(restored, "The client did not connect again.");
        await Within(HealthyAsync(host), "The health check did not see that the server is back.");
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_server_that_was_away_at_the_start_is_used_once_it_is_there()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        using var host = await StartedAsync(server, connectTimeoutMs: 1000);
        var client = host.Services.GetRequiredService<IConnectionMultiplexer>();
        var restored = Next(handler => client.ConnectionRestored += handler);
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(host));

        await server.StartAgainAsync();
        await Within(restored, "The client did not connect.");
        await Within(HealthyAsync(host), "The health check did not see the server.");
    }

    private static async Task<IHost> StartedAsync(RedisServer server, int connectTimeoutMs = PatientMs)
    {
        var builder = Builder(("ConnectionStrings:cache", $"{server.ConnectionString},connectRetry=1"));
        builder.AddRedisClient("cache", configureOptions: options => options.ConnectTimeout = connectTimeoutMs);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<HealthStatus> HealthAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    /// <summary>The event of a new connection comes before its handshake; nothing tells of the end of that.</summary>
    private static async Task HealthyAsync(IHost host)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await HealthAsync(host) != HealthStatus.Healthy && TimeProvider.System.GetElapsedTime(since) < Deadline)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(host));
    }

    /// <summary>The event for commands; subscriptions have a connection, and events, of their own.</summary>
    private static Task Next(Action<EventHandler<ConnectionFailedEventArgs>> subscribe)
    {
        var happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscribe(
            (_, args) =>
            {
                if (args.ConnectionType == ConnectionType.Interactive)
                {
                    happened.TrySetResult();
                }
            }
        );
        return happened.Task;
    }

    private static async Task Within(Task happening, string otherwise)
    {
        if (await Task.WhenAny(happening, Task.Delay(Deadline, TimeProvider.System)) != happening)
        {
            Assert.Fail(otherwise);
        }

        await happening;
    }
}
