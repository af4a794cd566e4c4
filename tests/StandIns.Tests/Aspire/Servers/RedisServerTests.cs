using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using StackExchange.Redis;

namespace Orchestrator.StandIns.Tests.Aspire.Servers;

public sealed class RedisServerTests
{
    [ServerFact(ServerKinds.Redis)]
    public async Task The_connection_string_carries_the_password_that_the_server_asks_for()
    {
        await using var app = new ServerApplication();
        var redis = app.Builder.AddRedis("cache");
        await app.StartAsync("cache");
        var text = await ServerApplication.ConnectionStringAsync(redis);

        using var client = await ConnectionMultiplexer.ConnectAsync(text!);
        await client.GetDatabase().StringSetAsync("key", "value");

        Assert.Matches("^localhost:[0-9]+,password=[A-Za-z0-9]{22}$", text);
        await Assert.ThrowsAsync<RedisConnectionException>(() =>
            ConnectionMultiplexer.ConnectAsync(text!.Split(',')[0])
        );
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_killed_server_is_seen_and_has_its_values_when_it_is_started_again()
    {
        await using var app = new ServerApplication();
        var redis = app.Builder.AddRedis("cache");
        await app.StartAsync("cache");
        await WithDatabaseAsync(redis, database => database.StringSetAsync("key", "value"));

        using (var server = Process.GetProcessById(app.ProcessId("cache")))
        {
            server.Kill();
        }

        await app.InStateAsync("cache", KnownResourceStates.Exited);
        Assert.True((await app.Application.ResourceCommands.ExecuteCommandAsync("cache", "resource-start")).Success);
        await app.HealthyAsync("cache");

        Assert.Equal("value", await WithDatabaseAsync(redis, database => database.StringGetAsync("key")));
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task What_a_stopped_application_leaves_is_its_volume()
    {
        var folder = ServerApplication.NewFolder();
        await using (var app = new ServerApplication(folder))
        {
            app.Builder.AddRedis("gone");
            var kept = app.Builder.AddRedis("kept").WithDataVolume();
            await app.StartAsync("gone", "kept");
            await WithDatabaseAsync(kept, database => database.StringSetAsync("key", "value"));
        }

        await using (var app = new ServerApplication(folder))
        {
            var kept = app.Builder.AddRedis("kept").WithDataVolume();
            await app.StartAsync("kept");
            Assert.Equal("value", await WithDatabaseAsync(kept, database => database.StringGetAsync("key")));
        }

        Assert.Equal([Path.Combine(folder, "volumes")], Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<T> WithDatabaseAsync<T>(
        IResourceBuilder<RedisResource> redis,
        Func<IDatabase, Task<T>> act
    )
    {
        using var client = await ConnectionMultiplexer.ConnectAsync(
            (await ServerApplication.ConnectionStringAsync(redis))!
        );
        return await act(client.GetDatabase());
    }
}
