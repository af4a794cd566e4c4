using Microsoft.Extensions.Options;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Makes a client per endpoint that speaks OpenAI's interface. All of them share one pool of connections.</summary>
/// <param name="options">The limits of every call.</param>
/// <param name="clock">Time.</param>
/// <param name="filter">Which addresses may be connected to; null for all.</param>
public sealed class OpenAiProvider(
    IOptions<OpenAiOptions> options,
    TimeProvider clock,
    ReplicaAddressFilter? filter = null
) : IReplicaProvider, IDisposable
{
    internal const string KindName = "openai";

    private readonly ReplicaConnections _connections = new(options.Value, filter);

    public string Kind => KindName;

    public IReplicaClient Create(ReplicaEndpoint endpoint)
    {
#pragma warning disable CA2000 // The client owns the HttpClient; the handler only wraps the connections that all share.
        var handler = new ReplicaHandler(
            options.Value,
            clock,
            new OpenAiDialect(),
            EndpointCredential.Of(endpoint),
            _connections.Sockets
        );
        var http = _connections.ClientFor(endpoint.Address, handler);
#pragma warning restore CA2000
        return new OpenAiReplicaClient(endpoint, http, options.Value, clock);
    }

    public void Dispose() => _connections.Dispose();
}
