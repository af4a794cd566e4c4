using StackExchange.Redis;

namespace Orchestrator.Servers.Tests.Shared;

/// <summary>What the project relies on, wherever Redis runs.</summary>
internal static class RedisRules
{
    /// <summary>An orderly stop keeps values everywhere; a breakdown only where every write is appended to a file.</summary>
    public static async Task ValuesSurviveAsync(IServerUnderTest server)
    {
        await WriteAsync(server, "one");
        await server.BreakDownAsync();
        await WriteAsync(server, "two");
        await server.RestartAsync();

        using var client = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.Equal("one", await client.GetDatabase().StringGetAsync("one"));
        Assert.Equal("two", await client.GetDatabase().StringGetAsync("two"));
    }

    private static async Task WriteAsync(IServerUnderTest server, string name)
    {
        using var client = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        Assert.True(await client.GetDatabase().StringSetAsync(name, name));
    }
}
