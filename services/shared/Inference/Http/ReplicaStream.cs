using System.Runtime.CompilerServices;

namespace Orchestrator.Inference.Http;

/// <summary>Reads one of a provider package's streams with our exceptions, and hangs up when its reader leaves.</summary>
internal static class ReplicaStream
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T?>> open,
        Func<Exception, InferenceStage, CancellationToken, Exception> explain,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : class
    {
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var items = open(hangUp.Token).GetAsyncEnumerator(hangUp.Token);
        var stage = InferenceStage.FirstToken;
        try
        {
            while (await MoveAsync(items, stage, explain, cancellationToken))
            {
                if (items.Current is { } item)
                {
                    stage = InferenceStage.Stream;
                    yield return item;
                }
            }
        }
        finally
        {
            // Before the package closes the stream in its own way, which may wait for the replica.
            await hangUp.CancelAsync();
        }
    }

    /// <summary>A call in one piece, with the same exceptions.</summary>
    public static async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken);
        }
        // Whatever the package throws becomes one of our two kinds of exception.
        catch (Exception exception)
        {
            throw TransportFailures.OfClient(exception, InferenceStage.FirstToken, cancellationToken);
        }
    }

    public static InferenceException EndedEarly() =>
        new(
            new InferenceError(
                InferenceStage.Stream,
                InferenceCause.StreamBroken,
                "The answer ended before it was complete."
            )
        );

    private static async ValueTask<bool> MoveAsync<T>(
        IAsyncEnumerator<T> items,
        InferenceStage stage,
        Func<Exception, InferenceStage, CancellationToken, Exception> explain,
        CancellationToken cancellationToken
    )
    {
        bool moved;
        try
        {
            moved = await items.MoveNextAsync();
        }
        // Whatever the package throws becomes one of our two kinds of exception.
        catch (Exception exception)
        {
            throw explain(exception, stage, cancellationToken);
        }

        // Some packages (OllamaSharp) end a cancelled stream without a word.
        cancellationToken.ThrowIfCancellationRequested();
        return moved;
    }
}
