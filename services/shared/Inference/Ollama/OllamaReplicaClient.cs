using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OllamaSharp.Models;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>
/// The one way to talk to an Ollama replica. Safe for many calls at a time. Every method throws
/// <see cref="InferenceException"/> when the replica fails and OperationCanceledException when the caller cancels;
/// cancelling closes the call's connection at once, so that the GPU stops. Nothing is retried here.
/// </summary>
public sealed partial class OllamaReplicaClient : IReplicaClient, IModelMemory, IModelStore
{
    private readonly HttpClient _http;
    private readonly ReplicaApiClient _api;

    /// <param name="http">With a BaseAddress that ends in a slash and an OllamaReplicaHandler. Disposed with this.</param>
    internal OllamaReplicaClient(HttpClient http)
    {
        _http = http;
        _api = new ReplicaApiClient(http);
    }

    public Uri Address => _api.Uri;

    public IModelMemory Memory => this;

    public IModelStore Store => this;

    /// <summary>
    /// The answer, piece by piece as it comes. Either it ends with <see cref="ChatDelta.Finished"/> or it throws. Leaving
    /// the enumeration early hangs up.
    /// </summary>
    public async IAsyncEnumerable<ChatDelta> ChatAsync(
        ChatCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = OllamaRequests.Chat(call);
        var chunks = ReplicaStream.ReadAsync(
            token => _api.ChatAsync(request, token),
            OllamaFailures.OfClient,
            cancellationToken
        );
        var isFinished = false;
        await foreach (var chunk in chunks)
        {
            foreach (var delta in OllamaAnswers.Deltas(chunk))
            {
                isFinished |= delta is ChatDelta.Finished;
                yield return delta;
            }
        }

        // The handler notices this first; a stream that ends quietly for any other reason must not pass as complete.
        if (!isFinished)
        {
            throw ReplicaStream.EndedEarly();
        }
    }

    public async Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken) =>
        OllamaAnswers.Embeddings(
            await CallAsync(token => _api.EmbedAsync(OllamaRequests.Embed(call), token), cancellationToken)
        );

    /// <summary>What is on the replica's disk.</summary>
    public async Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken) =>
        OllamaAnswers.Installed(await CallAsync(_api.ListLocalModelsAsync, cancellationToken));

    /// <summary>What is in the replica's memory.</summary>
    public async Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken) =>
        OllamaAnswers.Loaded(await CallAsync(_api.ListRunningModelsAsync, cancellationToken));

    public async Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken)
    {
        var request = new ShowModelRequest { Model = model.ToString() };
        return OllamaAnswers.Card(
            model,
            await CallAsync(token => _api.ShowModelAsync(request, token), cancellationToken)
        );
    }

    public Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        CallAsync(_api.GetVersionAsync, cancellationToken);

    /// <summary>
    /// The replica as an IChatClient under the same limits and errors. Less than <see cref="ChatAsync"/>: the replica's
    /// tool-call ids are replaced by random ones, and keep-alive and think cannot be said.
    /// </summary>
    public IChatClient AsChatClient(ModelId model) => new ReplicaApiClient(_http, model.ToString());

    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        new ReplicaApiClient(_http, model.ToString());

    public void Dispose() => _http.Dispose();

    private static async Task<T> CallAsync<T>(
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await call(cancellationToken);
        }
        // Whatever the package throws becomes one of our two kinds of exception.
        catch (Exception exception)
        {
            throw OllamaFailures.OfClient(exception, InferenceStage.FirstToken, cancellationToken);
        }
    }
}
