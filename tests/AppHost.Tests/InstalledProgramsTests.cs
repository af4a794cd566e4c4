namespace Orchestrator.AppHost.Tests;

public sealed class InstalledProgramsTests
{
    [Fact]
    public void Nothing_is_missing_where_every_program_is_installed() =>
        Assert.Empty(InstalledPrograms.MissingServers(_ => true));

    [Theory]
    [InlineData("postgres", "PostgreSQL")]
    [InlineData("initdb", "PostgreSQL")]
    [InlineData("rabbitmq-server", "RabbitMQ")]
    [InlineData("epmd", "RabbitMQ")]
    [InlineData("redis-server", "Redis")]
    public void A_server_is_missing_without_any_one_of_its_programs(string program, string server) =>
        Assert.Equal([server], InstalledPrograms.MissingServers(other => other != program));
}
