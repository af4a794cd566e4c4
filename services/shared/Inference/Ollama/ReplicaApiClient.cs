using OllamaSharp;
using OllamaSharp.Models;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>OllamaSharp's client, which here tells our handler the token of the whole call.</summary>
internal sealed class ReplicaApiClient(HttpClient client, string defaultModel = "")
    : OllamaApiClient(client, defaultModel)
{
    protected override Task<HttpResponseMessage> SendToOllamaAsync(
        HttpRequestMessage requestMessage,
        OllamaRequest? ollamaRequest,
        HttpCompletionOption completionOption,
        CancellationToken cancellationToken
    )
    {
        requestMessage.Options.Set(ReplicaHandler.CallToken, cancellationToken);
        return base.SendToOllamaAsync(requestMessage, ollamaRequest, completionOption, cancellationToken);
    }
}
