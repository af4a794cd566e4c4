using System.Diagnostics;
using System.Globalization;
using Orchestrator.Servers.Tests.Bus;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Servers.Tests.Cache;

/// <summary>The cache on a real Redis that comes and goes.</summary>
public sealed class RedisCacheTests
{
    private const string Key = "run-holder:1";
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [ServerFact(ServerKinds.Redis)]
    public async Task Processes_read_what_others_wrote_until_its_time_is_up()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = await StartAsync(server);
        await using var other = await StartAsync(server);
        await WriteAsync(one, "worker-1");

        await Wait.UntilAsync(async () => await ReadAsync(other) == "worker-1", "the other process reads it");
        await other.Get<SharedCache>().RemoveAsync(Key, CancellationToken.None);
        Assert.Null(await ReadAsync(one));
        await one.Get<SharedCache>().SetAsync(Key, "brief", TimeSpan.FromMilliseconds(50), CancellationToken.None);
        await Wait.UntilAsync(async () => await ReadAsync(other) is null, "the brief value is gone");
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_killed_server_reads_as_empty_and_its_return_is_noticed()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await StartAsync(server);
        await WriteAsync(app, "worker-1");

        await server.KillAsync();
        Assert.Null(await ReadAsync(app));
        await app.Get<SharedCache>().SetAsync(Key, "lost", TenMinutes, CancellationToken.None);
        Assert.Equal("Degraded", await app.StateOfAsync("cache"));
        await server.StartAgainAsync();

        await WriteAsync(app, "worker-2");
        Assert.Equal("worker-2", await ReadAsync(app));
        await Wait.UntilAsync(async () => await app.StateOfAsync("cache") == "Healthy", "the cache is healthy again");
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_process_that_started_without_its_server_finds_it_later()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using var app = await StartAsync(server);
        Assert.Null(await ReadAsync(app));

        await server.StartAgainAsync();

        await WriteAsync(app, "worker-1");
    }

    [ServerFact(ServerKinds.Redis)]
    public async Task A_server_that_says_nothing_reads_as_empty_until_it_speaks_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await StartAsync(server);
        await WriteAsync(app, "worker-1");

        await SignalAsync("STOP", server.ProcessId);
        try
        {
            for (var i = 0; i < 20; i++)
            {
                Assert.Null(await ReadAsync(app));
            }
        }
        finally
        {
            await SignalAsync("CONT", server.ProcessId);
        }

        await Wait.UntilAsync(async () => await ReadAsync(app) == "worker-1", "the value is read again");
    }

    private static Task<BusApp> StartAsync(RedisServer server) =>
        BusApp.StartAsync(_ => { }, _ => { }, ("ConnectionStrings:cache", server.ConnectionString));

    private static Task<string?> ReadAsync(BusApp app) =>
        Wait.ForAsync(app.Get<SharedCache>().GetAsync(Key, CancellationToken.None).AsTask(), "the read returns");

    /// <summary>Writes until it is there: the connection comes beside the start, and a write may be lost.</summary>
    private static Task WriteAsync(BusApp app, string value) =>
        Wait.UntilAsync(
            async () =>
            {
                await app.Get<SharedCache>().SetAsync(Key, value, TenMinutes, CancellationToken.None);
                return await ReadAsync(app) == value;
            },
            "the value is written"
        );

    private static async Task SignalAsync(string signal, int process)
    {
        string[] arguments = [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)];
        using var kill = Process.Start("kill", arguments);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
