using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Short texts that processes share for a while: on Redis when ConnectionStrings:cache names a server, otherwise inside
/// this process. Callers cannot tell, and lose nothing that matters: whatever goes wrong with the server reads as "not
/// there", within a fraction of a second and without an exception. A write that was lost leaves the value before it, for
/// as long as that lives.
/// </summary>
public sealed class SharedCache
{
    private readonly ICacheStore _store;
    private readonly SharedCacheOptions _limits;
    private readonly CacheTelemetry _telemetry;
    private readonly CacheOutage _outage;

    internal SharedCache(
        ICacheStore store,
        IOptions<SharedCacheOptions> options,
        CacheTelemetry telemetry,
        CacheOutage outage
    )
    {
        _store = store;
        _limits = options.Value;
        _telemetry = telemetry;
        _outage = outage;
    }

    /// <returns>Null when there is no such entry, or none that can be read now.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<string?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var full = FullKey(key);
        try
        {
            var value = await _store.GetAsync(full, cancellationToken);
            _outage.Over();
            Count(value);
            return value;
        }
        // A cache that is away is an empty cache, whatever its client throws.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _telemetry.ReadFailed();
            _outage.Note(exception);
            return null;
        }
    }

    /// <summary>Keeps the value for <paramref name="expiry"/>, at most. One that is too long is not kept, nor the one before it.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask SetAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(expiry, TimeSpan.Zero);
        if (value.Length > _limits.ValueLengthMax)
        {
            _telemetry.WriteRefused();
            await RemoveAsync(key, cancellationToken);
            return;
        }

        var full = FullKey(key);
        var life = expiry < _limits.ExpiryMax ? expiry : _limits.ExpiryMax;
        await WriteAsync(token => _store.SetAsync(full, value, life, token), cancellationToken);
    }

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        var full = FullKey(key);
        await WriteAsync(token => _store.RemoveAsync(full, token), cancellationToken);
    }

    private async Task WriteAsync(Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(cancellationToken);
            _outage.Over();
            _telemetry.Written();
        }
        // As for reads: what could not be written is not there.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _telemetry.WriteFailed();
            _outage.Note(exception);
        }
    }

    private void Count(string? value)
    {
        if (value is null)
        {
            _telemetry.Miss();
        }
        else
        {
            _telemetry.Hit();
        }
    }

    private string FullKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, _limits.KeyLengthMax, nameof(key));
        return _limits.KeyPrefix + key;
    }
}
