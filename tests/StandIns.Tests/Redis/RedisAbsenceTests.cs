using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Redis;

/// <summary>No server and no address are two things: the one passes, the other is a mistake.</summary>
public sealed class RedisAbsenceTests
{
    private const string Fast = "connectTimeout=500,connectRetry=1";
    private static readonly string Away = $"127.0.0.1:{FreePort.Take()},{Fast}";

    [Fact]
    public async Task A_missing_connection_string_stops_the_start_with_its_name()
    {
        var builder = Builder();
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Equal(
            "No endpoints specified. Ensure a valid connection string was provided in 'ConnectionStrings:cache' "
                + "or for the 'Aspire:StackExchange:Redis:ConnectionString' configuration key.",
            error.Message
        );
    }

    [Fact]
    public async Task Without_auto_activation_the_first_use_reports_a_missing_connection_string()
    {
        var builder = Builder();
        builder.AddRedisClient("cache", settings => settings.DisableAutoActivation = true);
        using var host = builder.Build();

        await host.StartAsync();

        Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IConnectionMultiplexer>());
    }

    [Fact]
    public async Task A_server_that_is_away_is_unhealthy_but_the_host_starts()
    {
        var builder = Builder(("ConnectionStrings:cache", Away));
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        await host.StartAsync();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["StackExchange.Redis"].Status);
        Assert.NotNull(report.Entries["StackExchange.Redis"].Exception);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_unhealthy_but_the_host_starts()
    {
        var builder = Builder(("ConnectionStrings:cache", $"no-such-host.invalid:6379,{Fast}"));
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        await host.StartAsync();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
    }
}
