using StackExchange.Redis;

namespace Orchestrator.Servers.Tests;

public sealed class RedisTests
{
    [ServerFact(ServerKinds.Redis)]
    public async Task Values_survive_a_kill_and_a_stop()
    {
        await using var server = await RedisServer.StartAsync();
        await WriteAsync(server, "one");

        await server.KillAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "two");
        await server.StopAsync();
        await server.StartAgainAsync();

        using var client = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.Equal("one", await client.GetDatabase().StringGetAsync("one"));
        Assert.Equal("two", await client.GetDatabase().StringGetAsync("two"));
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_client_without_the_password_is_refused()
    {
        await using var server = await RedisServer.StartAsync();

        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(server.Address));
    }

    private static async Task WriteAsync(RedisServer server, string name)
    {
        using var client = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.True(await client.GetDatabase().StringSetAsync(name, name));
    }
}
