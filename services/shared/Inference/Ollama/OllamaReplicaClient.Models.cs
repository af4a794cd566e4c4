using System.Runtime.CompilerServices;
using OllamaSharp.Models;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <content>What changes the models of a replica: in memory, and on disk.</content>
public sealed partial class OllamaReplicaClient
{
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
        var lines = ReplicaStream.ReadAsync(
            token => _api.PullModelAsync(request, token),
            OllamaFailures.OfClient,
            cancellationToken
        );
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

    private static bool IsEmbeddingOnly(InferenceError error) =>
        error.Cause == InferenceCause.Refused
        && error.Message.Contains("does not support generate", StringComparison.Ordinal);

    private async Task GenerateAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        var isDone = false;
        var lines = ReplicaStream.ReadAsync(
            token => _api.GenerateAsync(request, token),
            OllamaFailures.OfClient,
            cancellationToken
        );
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
