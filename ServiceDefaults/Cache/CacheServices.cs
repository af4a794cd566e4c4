using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Orchestrator.ServiceDefaults;

internal static class CacheServices
{
    public const string ConnectionName = "cache";

    /// <summary>A process starts and serves without its Redis, so nothing here waits for it.</summary>
    public static void AddSharedCache(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<SharedCacheOptions>()
            .BindConfiguration(SharedCacheOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<CacheTelemetry>();
        builder.Services.AddSingleton<CacheOutage>();
        builder.Services.AddSingleton(services => new SharedCache(
            services.GetRequiredService<ICacheStore>(),
            services.GetRequiredService<IOptions<SharedCacheOptions>>(),
            services.GetRequiredService<CacheTelemetry>(),
            services.GetRequiredService<CacheOutage>()
        ));
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(ConnectionName)))
        {
            builder.Services.AddSingleton<ICacheStore, MemoryStore>();
        }
        else
        {
            AddRedis(builder);
        }
    }

    private static void AddRedis(IHostApplicationBuilder builder)
    {
        Check(builder.Configuration.GetConnectionString(ConnectionName)!);
        var limits = new SharedCacheOptions();
        builder.Configuration.GetSection(SharedCacheOptions.SectionName).Bind(limits);
        builder.AddRedisClient(ConnectionName, NoStartAndNoCheck, client => Reconnect(client, limits));
        builder.Services.AddSingleton<ICacheStore, RedisStore>();
        builder.Services.AddSingleton<RedisConnection>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisConnection>());
        builder
            .Services.AddHealthChecks()
            .AddCheck<CacheCheck>(ConnectionName, HealthStatus.Degraded, [HealthTags.Ready]);
    }

    // The start would wait for the server, and the check would call a process sick that serves well without it.
    private static void NoStartAndNoCheck(Aspire.StackExchange.Redis.StackExchangeRedisSettings settings)
    {
        settings.DisableAutoActivation = true;
        settings.DisableHealthChecks = true;
    }

    private static void Reconnect(ConfigurationOptions client, SharedCacheOptions limits)
    {
        client.AbortOnConnectFail = false;
        client.ReconnectRetryPolicy = new LinearRetry((int)limits.ReconnectInterval.TotalMilliseconds);
    }

    // Never quoted: it may hold a password.
    private static void Check(string connection)
    {
        try
        {
            if (ConfigurationOptions.Parse(connection).EndPoints.Count > 0)
            {
                return;
            }
        }
        catch (ArgumentException)
        {
            // Told below, without its words: they quote what they do not understand.
        }

        throw new WrongSettingException(
            $"ConnectionStrings:{ConnectionName} must be <host>:<port>, options after commas."
        );
    }
}
