using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;
using StackExchange.Redis;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Redis;

/// <summary>What can be said without a server: nothing listens at the address.</summary>
public sealed class RedisSettingsTests
{
    private const string Section = "Aspire:StackExchange:Redis";
    private const string Fast = "connectTimeout=500,connectRetry=1";
    private static readonly string Away = $"127.0.0.1:{FreePort.Take()},{Fast}";

    [Fact]
    public void The_named_connection_string_wins_over_the_sections()
    {
        var builder = Builder(("ConnectionStrings:cache", "named"), ($"{Section}:cache:ConnectionString", "section"));

        Assert.Equal("named", builder.AddRedisClientBuilder("cache").Settings.ConnectionString);
    }

    [Fact]
    public void The_connections_section_wins_over_the_general_one_and_code_over_both()
    {
        var builder = Builder(
            ($"{Section}:ConnectionString", "general"),
            ($"{Section}:DisableTracing", "true"),
            ($"{Section}:DisableHealthChecks", "true"),
            ($"{Section}:cache:ConnectionString", "particular"),
            ($"{Section}:cache:DisableHealthChecks", "false")
        );

        var client = builder.AddRedisClientBuilder("cache", settings => settings.DisableAutoActivation = true);

        Assert.Equal("particular", client.Settings.ConnectionString);
        Assert.True(client.Settings.DisableTracing);
        Assert.False(client.Settings.DisableHealthChecks);
        Assert.True(client.Settings.DisableAutoActivation);
        Assert.Null(client.ServiceKey);
        Assert.Same(builder, client.HostBuilder);
    }

    [Fact]
    public void Client_options_come_from_string_sections_and_code_in_this_order()
    {
        var builder = Builder(
            ("ConnectionStrings:cache", $"{Away},syncTimeout=111,keepAlive=11,name=text"),
            ($"{Section}:ConfigurationOptions:SyncTimeout", "222"),
            ($"{Section}:ConfigurationOptions:KeepAlive", "22"),
            ($"{Section}:cache:ConfigurationOptions:KeepAlive", "33")
        );
        ConfigurationOptions? seen = null;
        builder.AddRedisClient("cache", configureOptions: options => seen = options);
        using var host = builder.Build();

        _ = host.Services.GetRequiredService<IConnectionMultiplexer>();

        Assert.Equal(
            ("text", 222, 33, false),
            (seen!.ClientName, seen.SyncTimeout, seen.KeepAlive, seen.AbortOnConnectFail)
        );
    }

    [Fact]
    public void Keyed_clients_have_their_own_settings_and_health_checks()
    {
        var builder = Builder(
            ("ConnectionStrings:one", $"{Away},name=first"),
            ("ConnectionStrings:two", $"{Away},name=second")
        );
        builder.AddKeyedRedisClient("one");
        Assert.Equal("two", builder.AddKeyedRedisClientBuilder("two").ServiceKey);
        using var host = builder.Build();

        Assert.Equal("first", host.Services.GetRequiredKeyedService<IConnectionMultiplexer>("one").ClientName);
        Assert.Equal("second", host.Services.GetRequiredKeyedService<IConnectionMultiplexer>("two").ClientName);
        Assert.Null(host.Services.GetService<IConnectionMultiplexer>());
        Assert.Equal(["StackExchange.Redis_one", "StackExchange.Redis_two"], HealthChecks(host));
    }

    [Fact]
    public void Registering_twice_adds_one_health_check()
    {
        var builder = Builder(("ConnectionStrings:cache", Away));
        builder.AddRedisClient("cache");
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        Assert.Equal(["StackExchange.Redis"], HealthChecks(host));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Health_and_tracing_can_be_disabled(bool disabled)
    {
        var builder = Builder(("ConnectionStrings:cache", Away));
        builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = settings.DisableTracing = disabled);
        using var host = builder.Build();

        Assert.Equal(disabled ? [] : ["StackExchange.Redis"], HealthChecks(host));
        Assert.Equal(disabled, host.Services.GetService<TracerProvider>() is null);
    }

    private static IEnumerable<string> HealthChecks(IHost host) =>
        host.Services.GetService<IOptions<HealthCheckServiceOptions>>()?.Value.Registrations.Select(check => check.Name)
        ?? [];
}
