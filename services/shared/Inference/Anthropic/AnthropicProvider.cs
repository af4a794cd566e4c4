using Microsoft.Extensions.Options;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Makes a client per endpoint that speaks Anthropic's interface. All of them share one pool of connections.</summary>
/// <param name="options">The limits of every call.</param>
/// <param name="clock">Time.</param>
/// <param name="filter">Which addresses may be connected to; null for all.</param>
public sealed class AnthropicProvider(
    IOptions<AnthropicOptions> options,
    TimeProvider clock,
    ReplicaAddressFilter? filter = null
) : IReplicaProvider, IDisposable
{
    internal const string KindName = "anthropic";

    private readonly ReplicaConnections _connections = new(options.Value, filter);

    public string Kind => KindName;

    public IReplicaClient Create(ReplicaEndpoint endpoint)
    {
#pragma warning disable CA2000 // Disposing it would dispose the connections that all clients share; it holds nothing else.
        var handler = new ReplicaHandler(
            options.Value,
            clock,
            new AnthropicDialect(),
            EndpointCredential.Of(endpoint),
            _connections.Sockets
        );
#pragma warning restore CA2000
        return new AnthropicReplicaClient(endpoint, handler, options.Value, clock);
    }

    public void Dispose() => _connections.Dispose();
}
