using Orchestrator.Servers.Tests.Shared;
using StackExchange.Redis;

namespace Orchestrator.Servers.Tests;

public sealed class RedisTests
{
    [ServerFact(ServerKinds.Redis)]
    public async Task Values_survive_a_kill_and_a_stop()
    {
        var redis = await RedisServer.StartAsync();
        await using var server = new LocalServer(redis, () => redis.ConnectionString);
        await RedisRules.ValuesSurviveAsync(server);
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_client_without_the_password_is_refused()
    {
        await using var server = await RedisServer.StartAsync();

        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(server.Address));
    }
}
