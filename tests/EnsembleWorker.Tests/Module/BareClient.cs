using Microsoft.Extensions.AI;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>An endpoint that decides by itself what is in its memory and on its disk, as cloud providers do.</summary>
internal sealed class BareClient(IReplicaClient inner) : IReplicaClient
{
    public Uri Address => inner.Address;

    public IModelMemory? Memory => null;

    public IModelStore? Store => null;

    public IAsyncEnumerable<ChatDelta> ChatAsync(ChatCall call, CancellationToken cancellationToken) =>
        inner.ChatAsync(call, cancellationToken);

    public Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken) =>
        inner.EmbedAsync(call, cancellationToken);

    public Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken) =>
        inner.ListInstalledAsync(cancellationToken);

    public Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken) =>
        inner.ListLoadedAsync(cancellationToken);

    public Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken) =>
        inner.ShowAsync(model, cancellationToken);

    public Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        inner.GetVersionAsync(cancellationToken);

    public IChatClient AsChatClient(ModelId model) => inner.AsChatClient(model);

    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        inner.AsEmbeddingGenerator(model);

    public void Dispose() => inner.Dispose();
}
