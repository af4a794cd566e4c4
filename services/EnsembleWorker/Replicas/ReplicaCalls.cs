using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>
/// A replica's client that tells how calls of models end, and whose calls end at a word: those of a replica that was
/// removed must not hold it for as long as an answer takes. They fail as replicas fail, so that their callers may try
/// another one.
/// </summary>
internal sealed class ReplicaCalls(IReplicaClient inner, Action<HealthEvent> tell)
    : IReplicaClient,
        IModelMemory,
        IModelStore
{
    private readonly CancellationTokenSource _end = new();

    public Uri Address => inner.Address;

    public IModelMemory? Memory => inner.Memory is null ? null : this;

    public IModelStore? Store => inner.Store is null ? null : this;

    /// <summary>Ends what runs, and whatever comes later.</summary>
    public void End() => _end.Cancel();

    public async IAsyncEnumerable<ChatDelta> ChatAsync(
        ChatCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var pieces = StreamAsync(token => inner.ChatAsync(call, token), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await TellFailureAsync(() => pieces.MoveNextAsync().AsTask()))
        {
            if (pieces.Current is ChatDelta.Finished)
            {
                tell(new HealthEvent.CallSucceeded());
            }

            yield return pieces.Current;
        }
    }

    public Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken) =>
        TellFailureAsync(async () =>
        {
            var answer = await CallAsync(token => inner.EmbedAsync(call, token), cancellationToken);
            tell(new HealthEvent.CallSucceeded());
            return answer;
        });

    public Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken) =>
        CallAsync(inner.ListInstalledAsync, cancellationToken);

    public Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken) =>
        CallAsync(inner.ListLoadedAsync, cancellationToken);

    public Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken) =>
        CallAsync(token => inner.ShowAsync(model, token), cancellationToken);

    public Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        CallAsync(inner.GetVersionAsync, cancellationToken);

    public Task<EndpointLoad?> GetLoadAsync(CancellationToken cancellationToken) =>
        CallAsync(inner.GetLoadAsync, cancellationToken);

    public IChatClient AsChatClient(ModelId model) => inner.AsChatClient(model);

    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        inner.AsEmbeddingGenerator(model);

    public Task LoadAsync(
        ModelId model,
        KeepAlive? keepAlive,
        ModelOptions? options,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            async token =>
            {
                // Memory of this is null when the inner one's is: nobody gets here then.
                await inner.Memory!.LoadAsync(model, keepAlive, options, token);
                return true;
            },
            cancellationToken
        );

    public Task UnloadAsync(ModelId model, CancellationToken cancellationToken) =>
        CallAsync(
            async token =>
            {
                await inner.Memory!.UnloadAsync(model, token);
                return true;
            },
            cancellationToken
        );

    public IAsyncEnumerable<PullProgress> PullAsync(ModelId model, CancellationToken cancellationToken) =>
        StreamAsync(token => inner.Store!.PullAsync(model, token), cancellationToken);

    public Task DeleteAsync(ModelId model, CancellationToken cancellationToken) =>
        CallAsync(
            async token =>
            {
                await inner.Store!.DeleteAsync(model, token);
                return true;
            },
            cancellationToken
        );

    public void Dispose()
    {
        inner.Dispose();
        _end.Dispose();
    }

    // What the caller did wrong, and what it gave up, says nothing about the replica.
    private async Task<T> TellFailureAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (InferenceException exception) when (!_end.IsCancellationRequested)
        {
            switch (exception.Error.Cause)
            {
                case InferenceCause.Busy:
                    tell(new HealthEvent.CallBusy());
                    break;
                case InferenceCause.Refused or InferenceCause.ModelNotFound or InferenceCause.Cancelled:
                    break;
                default:
                    tell(new HealthEvent.CallFailed(exception.Error.Cause.ToString()));
                    break;
            }

            throw;
        }
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = LinkedToEnd(cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException exception) when (IsEnded(cancellationToken))
        {
            throw Ended(InferenceStage.FirstToken, exception);
        }
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> call,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var either = LinkedToEnd(cancellationToken);
        await using var pieces = call(either.Token).GetAsyncEnumerator(CancellationToken.None);
        var stage = InferenceStage.FirstToken;
        while (await NextAsync(pieces, stage, cancellationToken))
        {
            stage = InferenceStage.Stream;
            yield return pieces.Current;
        }
    }

    private async ValueTask<bool> NextAsync<T>(
        IAsyncEnumerator<T> pieces,
        InferenceStage stage,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await pieces.MoveNextAsync();
        }
        catch (OperationCanceledException exception) when (IsEnded(cancellationToken))
        {
            throw Ended(stage, exception);
        }
    }

    // A caller that found the replica just before it left gets here after its end.
    private CancellationTokenSource LinkedToEnd(CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            _end.IsCancellationRequested ? new CancellationToken(canceled: true) : _end.Token
        );

    private bool IsEnded(CancellationToken cancellationToken) =>
        _end.IsCancellationRequested && !cancellationToken.IsCancellationRequested;

    private static InferenceException Ended(InferenceStage stage, Exception exception) =>
        new(new InferenceError(stage, InferenceCause.ReplicaFailed, "The replica was removed."), exception);
}
