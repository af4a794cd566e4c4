using Microsoft.Extensions.Options;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>Makes a client per Ollama replica. All of them share one pool of connections.</summary>
/// <param name="options">The limits of every call.</param>
/// <param name="clock">Time.</param>
/// <param name="filter">Which addresses may be connected to; null for all.</param>
public sealed class OllamaProvider(
    IOptions<OllamaOptions> options,
    TimeProvider clock,
    ReplicaAddressFilter? filter = null
) : IReplicaProvider, IDisposable
{
    private readonly ReplicaConnections _connections = new(options.Value, filter);

    public string Kind => "ollama";

    IReplicaClient IReplicaProvider.Create(ReplicaEndpoint endpoint) => Create(endpoint);

    /// <inheritdoc cref="IReplicaProvider.Create" />
    public OllamaReplicaClient Create(ReplicaEndpoint endpoint)
    {
#pragma warning disable CA2000 // Disposing it would dispose the connections that all clients share; it holds nothing else.
        var handler = new OllamaReplicaHandler(
            options.Value,
            clock,
            _connections.Sockets,
            EndpointCredential.Of(endpoint)
        );
#pragma warning restore CA2000
        return new OllamaReplicaClient(_connections.ClientFor(endpoint.Address, handler));
    }

    public void Dispose() => _connections.Dispose();
}
