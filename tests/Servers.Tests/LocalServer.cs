using Orchestrator.Servers.Tests.Shared;

namespace Orchestrator.Servers.Tests;

/// <summary>A private instance of an installed server: a breakdown is kill -9.</summary>
internal sealed class LocalServer(TestServer server, Func<string> connectionString) : IServerUnderTest
{
    public string ConnectionString => connectionString();

    public async Task BreakDownAsync()
    {
        await server.KillAsync();
        await server.StartAgainAsync();
    }

    public async Task RestartAsync()
    {
        await server.StopAsync();
        await server.StartAgainAsync();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
