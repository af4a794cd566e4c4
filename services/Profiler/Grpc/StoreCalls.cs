using Grpc.Core;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Grpc;

/// <summary>Calls that need the database: without it they are refused as UNAVAILABLE, and what was not committed is not acknowledged.</summary>
internal sealed class StoreCalls(StoreSync sync, StoreOutage outage)
{
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken);
        }
        catch (Exception exception)
            when (exception is not RpcException
                && !cancellationToken.IsCancellationRequested
                && StoreFault.IsAway(exception)
            )
        {
            outage.Failed(exception);
            throw Refusal.Of(StatusCode.Unavailable, "The profiler's database does not answer; nothing was changed.");
        }
    }

    /// <summary>As <see cref="RunAsync{T}"/>; what was changed is in this process's view when it returns.</summary>
    public async Task<T> ChangeAsync<T>(Func<CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        var result = await RunAsync(change, cancellationToken);
        // Committed. Should the database go away just now, the view follows when it is back.
        await sync.TryReadAsync(cancellationToken);
        return result;
    }
}
