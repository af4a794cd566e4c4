using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OllamaSharp.Models;

namespace Orchestrator.Inference.Ollama;

/// <summary>
/// The one way to talk to an Ollama replica. Safe for many calls at a time. Every method throws
/// <see cref="InferenceException"/> when the replica fails and OperationCanceledException when the caller cancels;
/// cancelling closes the call's connection at once, so that the GPU stops. Nothing is retried here.
/// </summary>
public sealed class OllamaReplicaClient : IDisposable
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
        var chunks = ReplicaStream.ReadAsync(token => _api.ChatAsync(request, token), cancellationToken);
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

    /// <summary>Puts a model into memory and waits until it is there. A caller that cancels aborts the load.</summary>
    /// <param name="model">Also one that only makes embeddings.</param>
    /// <param name="keepAlive">Null: the replica's default.</param>
    /// <param name="options">The runner's options; those of the calls to come must be equal, or they load it again.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    public async Task LoadAsync(
        ModelId model,
        KeepAlive? keepAlive,
        ModelOptions? options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await GenerateAsync(OllamaRequests.Load(model, keepAlive, options), cancellationToken);
        }
        catch (InferenceException exception) when (IsEmbeddingOnly(exception.Error))
        {
            var nothing = new EmbedCall
            {
                Model = model,
                Inputs = [],
                KeepAlive = keepAlive,
                Options = options,
            };
            await EmbedAsync(nothing, cancellationToken);
        }
    }

    /// <summary>Takes a model out of memory as soon as its requests end. Fine when it is not there.</summary>
    public Task UnloadAsync(ModelId model, CancellationToken cancellationToken) =>
        GenerateAsync(OllamaRequests.Load(model, KeepAlive.None, options: null), cancellationToken);

    /// <summary>Downloads a model. Cancelling stops it; another pull goes on where it stopped.</summary>
    public async IAsyncEnumerable<PullProgress> PullAsync(
        ModelId model,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new PullModelRequest { Model = model.ToString() };
        var lines = ReplicaStream.ReadAsync(token => _api.PullModelAsync(request, token), cancellationToken);
        await foreach (var line in lines)
        {
            yield return OllamaAnswers.Progress(line);
        }
    }

    public async Task DeleteAsync(ModelId model, CancellationToken cancellationToken)
    {
        var request = new DeleteModelRequest { Model = model.ToString() };
        await CallAsync(
            async token =>
            {
                await _api.DeleteModelAsync(request, token);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>
    /// The replica as an IChatClient under the same limits and errors. Less than <see cref="ChatAsync"/>: the replica's
    /// tool-call ids are replaced by random ones, and keep-alive and think cannot be said.
    /// </summary>
    public IChatClient AsChatClient(ModelId model) => new ReplicaApiClient(_http, model.ToString());

    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        new ReplicaApiClient(_http, model.ToString());

    public void Dispose() => _http.Dispose();

    private static bool IsEmbeddingOnly(InferenceError error) =>
        error.Cause == InferenceCause.Refused
        && error.Message.Contains("does not support generate", StringComparison.Ordinal);

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

    private async Task GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        var isDone = false;
        var lines = ReplicaStream.ReadAsync(token => _api.GenerateAsync(request, token), cancellationToken);
        await foreach (var line in lines)
        {
            isDone |= line.Done;
        }

        if (!isDone)
        {
            throw ReplicaStream.EndedEarly();
        }
    }
}
