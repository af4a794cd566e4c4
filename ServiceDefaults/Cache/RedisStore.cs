using Polly;
using Polly.Registry;
using StackExchange.Redis;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Entries on a Redis server. Only calls that versions 1.2 and 2 of the client share. The client's asynchronous calls know
/// no deadline in version 1.2, so the pipeline around them gives them one, and after some failures refuses at once.
/// </summary>
internal sealed class RedisStore(RedisConnection connection, ResiliencePipelineProvider<string> pipelines) : ICacheStore
{
    private readonly ResiliencePipeline _pipeline = pipelines.GetPipeline(ResiliencePipelines.Redis);

    public async Task<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var value = await CallAsync(database => database.StringGetAsync(key), cancellationToken);
        return value;
    }

    public Task SetAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken) =>
        CallAsync(
            database => database.StringSetAsync(key, value, expiry, When.Always, CommandFlags.None),
            cancellationToken
        );

    public Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(database => database.KeyDeleteAsync(key), cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken) =>
        CallAsync(database => database.PingAsync(), cancellationToken);

    private async Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        // Asked before the pipeline: what is known to be away must not keep its breaker open once it is back.
        var database = connection.Database;
        return await _pipeline.ExecuteAsync(
            // A call that was given up ends by itself, at the latest with its connection; nobody waits for it any more.
            async token =>
                await call(database).WaitAsync(token),
            cancellationToken
        );
    }
}
