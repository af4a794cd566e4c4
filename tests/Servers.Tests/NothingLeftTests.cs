using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Servers.Tests;

/// <summary>Whatever way a server ends, nothing of it stays: no process, no listener, no shared memory, no folder.</summary>
public sealed class NothingLeftTests
{
    [ServerFact(ServerKinds.Postgres)]
    public async Task PostgreSQL_leaves_nothing() => await LeavesNothingAsync(await PostgresServer.StartAsync());

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_killed_PostgreSQL_leaves_no_shared_memory()
    {
        await using var server = await PostgresServer.StartAsync();
        var memory = Traces.SharedMemoryOf(server);
        Assert.True(Traces.HasSharedMemory(memory)); // otherwise the assertion below could not fail

        await server.KillAsync();

        Assert.False(Traces.HasSharedMemory(memory));
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task RabbitMQ_leaves_nothing() => await LeavesNothingAsync(await RabbitServer.StartAsync());

    [ServerFact(ServerKinds.Redis)]
    public async Task Redis_leaves_nothing() => await LeavesNothingAsync(await RedisServer.StartAsync());

    private static async Task LeavesNothingAsync(TestServer server)
    {
        await using (server)
        {
            Assert.NotEmpty(Traces.Of(server)); // otherwise the assertions below could not fail
            await server.KillAsync();
            Assert.Empty(Traces.Of(server));
            Assert.False(server.IsRunning);

            await server.StartAgainAsync();
            await server.StopAsync();
            Assert.Empty(Traces.Of(server));
            Assert.False(Listens(server.Port));
            await server.StartAgainAsync();
        }

        Assert.Empty(Traces.Of(server));
        Assert.False(Directory.Exists(server.Folder));
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
