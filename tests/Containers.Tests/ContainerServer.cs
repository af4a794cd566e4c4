using DotNet.Testcontainers.Containers;
using Orchestrator.Servers.Tests.Shared;

namespace Orchestrator.Containers.Tests;

/// <summary>A server in a container. The engine stops it in good order only, so a breakdown is a stop here.</summary>
internal sealed class ContainerServer(IContainer container, Func<string> connectionString) : IServerUnderTest
{
    public string ConnectionString => connectionString();

    public Task BreakDownAsync() => RestartAsync();

    public async Task RestartAsync()
    {
        await container.StopAsync();
        await container.StartAsync();
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
