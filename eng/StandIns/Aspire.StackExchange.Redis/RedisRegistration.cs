using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

internal static class RedisRegistration
{
    private const string Section = "Aspire:StackExchange:Redis";
    private const string HealthCheck = "StackExchange.Redis";
    private const string Source = "OpenTelemetry.Instrumentation.StackExchangeRedis";

    public static AspireRedisClientBuilder Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions
    )
    {
        var settings = ReadSettings(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);

        var connect = new RedisConnect(
            connectionName,
            settings,
            Sections(builder.Configuration, connectionName),
            configureOptions
        );
        if (serviceKey is null)
        {
            builder.Services.AddSingleton<IConnectionMultiplexer>(_ => connect.Open());
        }
        else
        {
            builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(serviceKey, (_, _) => connect.Open());
        }

        AddActivation(builder, settings, serviceKey);
        AddHealthCheck(builder, settings, serviceKey);
        AddTracing(builder, settings);
        return new AspireRedisClientBuilder(builder, settings, serviceKey);
    }

    /// <returns>The sections from the general to the particular one; the later one wins.</returns>
    private static IConfigurationSection[] Sections(IConfiguration configuration, string connectionName) =>
        [configuration.GetSection(Section), configuration.GetSection($"{Section}:{connectionName}")];

    private static StackExchangeRedisSettings ReadSettings(IConfiguration configuration, string connectionName)
    {
        var settings = new StackExchangeRedisSettings();
        foreach (var section in Sections(configuration, connectionName))
        {
            section.Bind(settings);
        }

        if (configuration.GetConnectionString(connectionName) is { } connectionString)
        {
            settings.ConnectionString = connectionString;
        }

        return settings;
    }

    private static void AddActivation(
        IHostApplicationBuilder builder,
        StackExchangeRedisSettings settings,
        string? serviceKey
    )
    {
        if (!settings.DisableAutoActivation)
        {
            // AddHostedService would keep one per type, and each client needs its own.
            builder.Services.AddSingleton<IHostedService>(services => new RedisActivation(services, serviceKey));
        }
    }

    private static void AddHealthCheck(
        IHostApplicationBuilder builder,
        StackExchangeRedisSettings settings,
        string? serviceKey
    )
    {
        var name = serviceKey is null ? HealthCheck : $"{HealthCheck}_{serviceKey}";
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
        {
            builder
                .Services.AddHealthChecks()
                .Add(
                    new HealthCheckRegistration(
                        name,
                        services => new RedisHealthCheck(() => RedisActivation.Client(services, serviceKey)),
                        failureStatus: null,
                        tags: null
                    )
                );
        }
    }

    private static void AddTracing(IHostApplicationBuilder builder, StackExchangeRedisSettings settings)
    {
        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Source));
        }
    }
}
