using Orchestrator.Servers.Tests.Shared;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;
using Testcontainers.Redis;

namespace Orchestrator.Containers.Tests;

/// <summary>The images that Aspire 13.5 starts.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task PostgreSQL_keeps_committed_rows_and_refuses_a_wrong_password()
    {
        var container = new PostgreSqlBuilder("postgres:18.3").Build();
        await using var server = new ContainerServer(container, container.GetConnectionString);
        await container.StartAsync();

        await PostgresRules.CommittedRowsSurviveAsync(server);
        await PostgresRules.WrongPasswordIsRefusedAsync(server);
    }

    [Fact]
    public async Task RabbitMQ_keeps_confirmed_messages_and_refuses_others()
    {
        // Its node is named after the host, and its data after the node.
        var container = new RabbitMqBuilder("rabbitmq:4.3").WithHostname("rabbit").WithUsername("orch").Build();
        await using var server = new ContainerServer(container, container.GetConnectionString);
        await container.StartAsync();

        await RabbitRules.ConfirmedMessagesSurviveAsync(server, static _ => Task.CompletedTask);
        await RabbitRules.OthersAreRefusedAsync(server);
    }

    [Fact]
    public async Task Redis_keeps_values()
    {
        var container = new RedisBuilder("redis:8.6").Build();
        await using var server = new ContainerServer(container, container.GetConnectionString);
        await container.StartAsync();

        await RedisRules.ValuesSurviveAsync(server);
    }
}
