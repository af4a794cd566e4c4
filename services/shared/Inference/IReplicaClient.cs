using Microsoft.Extensions.AI;

namespace Orchestrator.Inference;

/// <summary>
/// The way to talk to one endpoint that runs models, whatever it speaks. Safe for many calls at a time. Every method
/// throws <see cref="InferenceException"/> when the endpoint fails and OperationCanceledException when the caller
/// cancels; cancelling ends the work at the endpoint. Nothing is retried here.
/// </summary>
public interface IReplicaClient : IDisposable
{
    Uri Address { get; }

    /// <summary>Null when the endpoint itself decides what is in memory, as cloud providers do.</summary>
    IModelMemory? Memory { get; }

    /// <summary>Null when models cannot be pulled to or deleted from the endpoint.</summary>
    IModelStore? Store { get; }

    /// <summary>
    /// The answer, piece by piece as it comes. Either it ends with <see cref="ChatDelta.Finished"/> or it throws.
    /// Leaving the enumeration early hangs up.
    /// </summary>
    IAsyncEnumerable<ChatDelta> ChatAsync(ChatCall call, CancellationToken cancellationToken);

    Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken);

    /// <summary>What the endpoint can run.</summary>
    Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken);

    /// <summary>What is in memory. An endpoint without <see cref="Memory"/> has everything there.</summary>
    Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken);

    Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken);

    /// <summary>As the endpoint states it; empty when it states none.</summary>
    Task<string> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>What the endpoint says about its load; null where it says nothing, as Ollama and cloud providers do.</summary>
    Task<EndpointLoad?> GetLoadAsync(CancellationToken cancellationToken) => Task.FromResult<EndpointLoad?>(null);

    /// <summary>The endpoint as Microsoft.Extensions.AI knows it, under the same limits and errors.</summary>
    IChatClient AsChatClient(ModelId model);

    IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model);
}

/// <summary>An endpoint's own words about its load. Each null where it is silent.</summary>
/// <param name="Slots">Calls that it runs at once.</param>
/// <param name="Running">Calls that run.</param>
/// <param name="Waiting">Calls that wait inside the endpoint.</param>
public sealed record EndpointLoad(int? Slots, int? Running, int? Waiting);

/// <summary>Of an endpoint whose memory we may steer.</summary>
public interface IModelMemory
{
    /// <summary>Puts a model into memory and waits until it is there. A caller that cancels aborts the load.</summary>
    /// <param name="model">Also one that only makes embeddings.</param>
    /// <param name="keepAlive">Null: the endpoint's default.</param>
    /// <param name="options">The runner's options; those of the calls to come must be equal, or they load it again.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    Task LoadAsync(ModelId model, KeepAlive? keepAlive, ModelOptions? options, CancellationToken cancellationToken);

    /// <summary>Takes a model out of memory as soon as its requests end. Fine when it is not there.</summary>
    Task UnloadAsync(ModelId model, CancellationToken cancellationToken);
}

/// <summary>Of an endpoint whose disk we may change.</summary>
public interface IModelStore
{
    /// <summary>Downloads a model. Cancelling stops it; another pull goes on where it stopped.</summary>
    IAsyncEnumerable<PullProgress> PullAsync(ModelId model, CancellationToken cancellationToken);

    Task DeleteAsync(ModelId model, CancellationToken cancellationToken);
}
