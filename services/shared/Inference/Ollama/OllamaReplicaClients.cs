using Microsoft.Extensions.Options;

namespace Orchestrator.Inference.Ollama;

/// <summary>Makes a client per replica address. All of them share one pool of connections.</summary>
public sealed class OllamaReplicaClients : IDisposable
{
    private readonly OllamaOptions _options;
    private readonly TimeProvider _clock;
    private readonly SocketsHttpHandler _sockets;

    /// <param name="options">The limits of every call.</param>
    /// <param name="clock">Time.</param>
    /// <param name="filter">Which addresses may be connected to; null for all.</param>
    public OllamaReplicaClients(
        IOptions<OllamaOptions> options,
        TimeProvider clock,
        ReplicaAddressFilter? filter = null
    )
    {
        _options = options.Value;
        _clock = clock;
        _sockets = new SocketsHttpHandler
        {
            ConnectTimeout = _options.ConnectTimeout,
            MaxConnectionsPerServer = _options.MaxConnectionsPerReplica,
            PooledConnectionLifetime = _options.ConnectionLifetime,
            // Hanging up must reach the replica now, not after reading on for a while in the hope of a reusable connection.
            ResponseDrainTimeout = TimeSpan.Zero,
            // A replica is named by its address: it must not lead us to another one, and no proxy stands before it.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = filter is null ? null : filter.ConnectAsync,
        };
    }

    /// <summary>The caller disposes the client once its calls have ended.</summary>
    /// <param name="address">With or without a path, such as that of a reverse proxy.</param>
    public OllamaReplicaClient Create(Uri address)
    {
#pragma warning disable CA2000 // Disposing it would dispose the connections that all clients share; it holds nothing else.
        var handler = new OllamaReplicaHandler(_options, _clock, _sockets);
#pragma warning restore CA2000
        var http = new HttpClient(handler, disposeHandler: false)
        {
            BaseAddress = WithTrailingSlash(address),
            // An answer takes as long as it takes; the limits of OllamaOptions apply instead.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = _options.MaxBodyBytes,
        };
        return new OllamaReplicaClient(http);
    }

    public void Dispose() => _sockets.Dispose();

    private static Uri WithTrailingSlash(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + '/');
}
