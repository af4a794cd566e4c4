using Aspire.StackExchange.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Each registers an <see cref="IConnectionMultiplexer"/> that connects when the host starts, with a health check and tracing.
/// A server that is away stops nothing: the client goes on trying in the background.
/// </summary>
public static class AspireRedisExtensions
{
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    ) => builder.AddRedisClientBuilder(connectionName, configureSettings, configureOptions);

    public static AspireRedisClientBuilder AddRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        return RedisRegistration.Add(builder, connectionName, serviceKey: null, configureSettings, configureOptions);
    }

    /// <param name="name">The connection's name and the service's key.</param>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    ) => builder.AddKeyedRedisClientBuilder(name, configureSettings, configureOptions);

    /// <param name="name">The connection's name and the service's key.</param>
    public static AspireRedisClientBuilder AddKeyedRedisClientBuilder(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return RedisRegistration.Add(builder, name, serviceKey: name, configureSettings, configureOptions);
    }
}
