namespace Orchestrator.Servers.Tests.Bus;

/// <summary>One broker for all tests that leave it running; each uses queues of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedRabbit : ICollectionFixture<RabbitFixture>
{
    public const string Name = "One RabbitMQ";
}

/// <summary>One broker for the tests that kill it and start it again.</summary>
[CollectionDefinition(Name)]
public sealed class KilledRabbit : ICollectionFixture<RabbitFixture>
{
    public const string Name = "One RabbitMQ that is killed";
}

/// <summary>Starts nothing where the broker is not installed: the tests are skipped there.</summary>
public sealed class RabbitFixture : IAsyncLifetime
{
    private RabbitServer? _server;

    public RabbitServer Server => _server ?? throw new InvalidOperationException("RabbitMQ is not installed.");

    public async Task InitializeAsync()
    {
        if (InstalledServers.WhyMissing(ServerKinds.RabbitMq) is null)
        {
            _server = await RabbitServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
