namespace Orchestrator.Inference.Http;

/// <summary>One pool of connections for all endpoints of a provider.</summary>
internal sealed class ReplicaConnections(HttpCallOptions options, ReplicaAddressFilter? filter) : IDisposable
{
    public SocketsHttpHandler Sockets { get; } =
        new()
        {
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerReplica,
            PooledConnectionLifetime = options.ConnectionLifetime,
            // Hanging up must reach the replica now, not after reading on for a while in the hope of a reusable connection.
            ResponseDrainTimeout = TimeSpan.Zero,
            // A replica is named by its address: it must not lead us to another one, and no proxy stands before it.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = filter is null ? null : filter.ConnectAsync,
        };

    /// <summary>A client of one endpoint. Disposing it leaves the pool alone.</summary>
    public HttpClient ClientFor(Uri address, ReplicaHandler handler) =>
        new(handler, disposeHandler: false)
        {
            BaseAddress = WithTrailingSlash(address),
            // An answer takes as long as it takes; the limits of the options apply instead.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.MaxBodyBytes,
        };

    public void Dispose() => Sockets.Dispose();

    private static Uri WithTrailingSlash(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + '/');
}
