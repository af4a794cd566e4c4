namespace Orchestrator.ServiceDefaults;

/// <summary>Where the entries of the cache are. May throw whatever its server throws: <see cref="SharedCache"/> sorts that out.</summary>
internal interface ICacheStore
{
    Task<string?> GetAsync(string key, CancellationToken cancellationToken);

    Task SetAsync(string key, string value, TimeSpan expiry, CancellationToken cancellationToken);

    Task RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Returns when the store has answered.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
