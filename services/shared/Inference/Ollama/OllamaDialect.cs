using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>Ollama's HTTP interface: streams are JSON lines.</summary>
internal sealed class OllamaDialect(OllamaOptions limits) : IHttpDialect
{
    public CallLimits LimitsOf(string endpoint, HttpCallOptions options) =>
        endpoint switch
        {
            "chat" or "generate" => CallLimits.Streamed(options, new OllamaLineRule(endsWithDone: true)),
            "pull" or "push" or "create" => new(
                options.FirstTokenTimeout,
                limits.TransferIdleTimeout,
                new OllamaLineRule(endsWithDone: false)
            ),
            "tags" or "ps" or "show" or "version" => CallLimits.Info(options),
            _ => CallLimits.Whole(options),
        };

    public InferenceError OfStatus(int status, ErrorWords words) => OllamaFailures.OfStatus(status, words.Message);
}
