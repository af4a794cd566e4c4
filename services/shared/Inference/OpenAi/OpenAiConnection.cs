using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Models;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.OpenAi;

/// <summary>
/// OpenAI's SDK over our connections. Its protocol methods are used, which send and return JSON: its types know OpenAI's
/// fields only, and the same request goes to vLLM, LM Studio and llama.cpp, which say more.
/// </summary>
internal sealed class OpenAiConnection : IDisposable
{
    // The protocol methods take the model from the body.
    private const string NoModel = "-";

    private readonly HttpClient _http;
    private readonly OpenAiAddress _address;
    private readonly ChatClient _chat;
    private readonly EmbeddingClient _embeddings;
    private readonly OpenAIModelClient _models;

    public OpenAiConnection(HttpClient http, OpenAiAddress address)
    {
        (_http, _address) = (http, address);
        var options = new OpenAIClientOptions
        {
            Endpoint = address.Base,
            Transport = new CallTransport(http),
            // Our own limits apply, and whoever calls us decides whether to try again.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        // The SDK does not go without one. The secret itself is put into the request by our handler.
        var keyless = new ApiKeyCredential(NoModel);
        _chat = new ChatClient(NoModel, keyless, options);
        _embeddings = new EmbeddingClient(NoModel, keyless, options);
        _models = new OpenAIModelClient(keyless, options);
    }

    /// <summary>An answer that comes in events. The caller disposes it, which hangs up.</summary>
    public async Task<PipelineResponse> ChatAsync(BinaryData body, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(body);
        var options = Options(cancellationToken);
        options.BufferResponse = false;
        options.SetHeader("Accept", "text/event-stream");
        return (await _chat.CompleteChatAsync(content, options)).GetRawResponse();
    }

    public async Task<BinaryData> EmbedAsync(BinaryData body, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(body);
        return Content(await _embeddings.GenerateEmbeddingsAsync(content, Options(cancellationToken)));
    }

    public async Task<BinaryData> ListModelsAsync(CancellationToken cancellationToken) =>
        Content(await _models.GetModelsAsync(Options(cancellationToken)));

    /// <summary>A page of llama.cpp's server, such as "props"; null when the endpoint has none.</summary>
    public async Task<string?> TryGetAsync(string page, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address.Root, page));
        request.Options.Set(ReplicaHandler.CallToken, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        // These pages are never required: whatever is wrong with one is as good as its absence.
        catch (Exception exception)
            when (exception is InferenceException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static RequestOptions Options(CancellationToken cancellationToken)
    {
        var options = new RequestOptions { CancellationToken = cancellationToken };
        options.AddPolicy(new CallTokenPolicy(cancellationToken), PipelinePosition.PerCall);
        return options;
    }

    private static BinaryData Content(ClientResult result) => result.GetRawResponse().Content;

    /// <summary>
    /// Keeps the token of the whole call with the message: the one that the transport sees is let go with the headers.
    /// </summary>
    private sealed class CallTokenPolicy(CancellationToken call) : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            message.SetProperty(typeof(CallTokenPolicy), call);
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(
            PipelineMessage message,
            IReadOnlyList<PipelinePolicy> pipeline,
            int currentIndex
        )
        {
            message.SetProperty(typeof(CallTokenPolicy), call);
            return ProcessNextAsync(message, pipeline, currentIndex);
        }
    }

    /// <summary>Tells our handler the token of the whole call, and takes the SDK's key away.</summary>
    private sealed class CallTransport(HttpClient http) : HttpClientPipelineTransport(http)
    {
        protected override void OnSendingRequest(PipelineMessage message, HttpRequestMessage httpRequest)
        {
            httpRequest.Headers.Authorization = null;
            if (message.TryGetProperty(typeof(CallTokenPolicy), out var call) && call is CancellationToken token)
            {
                httpRequest.Options.Set(ReplicaHandler.CallToken, token);
            }
        }
    }
}
