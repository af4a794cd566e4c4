using Microsoft.Extensions.Hosting;

namespace Aspire.StackExchange.Redis;

/// <summary>A registered client, for what builds on it.</summary>
/// <param name="serviceKey">Null for the client without a key.</param>
public sealed class AspireRedisClientBuilder(
    IHostApplicationBuilder hostBuilder,
    StackExchangeRedisSettings settings,
    string? serviceKey
)
{
    public IHostApplicationBuilder HostBuilder { get; } = hostBuilder;

    public StackExchangeRedisSettings Settings { get; } = settings;

    public string? ServiceKey { get; } = serviceKey;
}
