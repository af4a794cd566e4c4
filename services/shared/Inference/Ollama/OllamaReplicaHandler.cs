using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>
/// Stands between OllamaSharp and the socket and puts right what the package loses: the words of an error, errors inside
/// a stream, a stream that ends early, prompt cancellation, and time limits. Works the same under the genuine package and
/// the stand-in.
/// </summary>
internal sealed class OllamaReplicaHandler(
    OllamaOptions options,
    TimeProvider clock,
    HttpMessageHandler innerHandler,
    EndpointCredential? credential = null
) : ReplicaHandler(options, clock, new OllamaDialect(options), credential, innerHandler);
