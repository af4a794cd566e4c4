using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Opens the connection beside the start of the process: opening blocks for seconds where the server is away. Once opened
/// the client reconnects by itself.
/// </summary>
internal sealed partial class RedisConnection(
    IServiceProvider services,
    IOptions<SharedCacheOptions> options,
    TimeProvider clock,
    ILogger<RedisConnection> logger
) : BackgroundService
{
    private volatile IConnectionMultiplexer? _client;

    /// <exception cref="RedisUnreachableException">There is no connection now.</exception>
    public IDatabase Database =>
        _client is { IsConnected: true } client
            ? client.GetDatabase()
            : throw new RedisUnreachableException("There is no connection to Redis.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // The registration opens when it is resolved, and blocks; a stop does not wait for that.
                _client = await Task.Run(services.GetRequiredService<IConnectionMultiplexer>, CancellationToken.None)
                    .WaitAsync(stoppingToken);
                return;
            }
            // Whatever keeps the first connection from being made (no such host, refused, no answer) may pass.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotOpened(exception.GetType().Name);
                await Task.Delay(options.Value.ReconnectInterval, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(921, LogLevel.Debug, "Redis could not be reached: {Exception}. It is tried again.")]
    private partial void LogNotOpened(string exception);
}
