using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Changes what is on replicas' disks. Whatever comes of it, the replica is looked at at once.</summary>
internal sealed class ModelStores(IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<FleetReplica, int> _pulls = [];

    /// <summary>Downloads a model. It takes no slot: answers go on meanwhile.</summary>
    /// <exception cref="CallFailedException">The endpoint has no store, pulls too much already, or takes too long.</exception>
    public async IAsyncEnumerable<PullProgress> PullAsync(
        FleetReplica replica,
        ModelId model,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var store = StoreOf(replica);
        Begin(replica);
        try
        {
            using var limit = new CancellationTokenSource(options.Value.Inventory.PullLimit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await using var steps = store.PullAsync(model, either.Token).GetAsyncEnumerator(CancellationToken.None);
            while (await NextAsync(steps, model, limit.Token))
            {
                yield return steps.Current;
            }
        }
        finally
        {
            End(replica);
            replica.LookSoon();
        }
    }

    /// <summary>Deletes a model that nobody uses.</summary>
    /// <exception cref="CallFailedException">The endpoint has no store, or calls of the model run or wait.</exception>
    public static async Task DeleteAsync(FleetReplica replica, ModelId model, CancellationToken cancellationToken)
    {
        var store = StoreOf(replica);
        if (replica.Admission.State.IsInUse(model.ToString()))
        {
            throw new CallFailedException(
                CallFailure.ModelInUse,
                $"Calls of '{model}' run or wait on '{replica.Name}'."
            );
        }

        try
        {
            await store.DeleteAsync(model, cancellationToken);
        }
        finally
        {
            replica.LookSoon();
        }
    }

    private static async ValueTask<bool> NextAsync(
        IAsyncEnumerator<PullProgress> steps,
        ModelId model,
        CancellationToken limit
    )
    {
        try
        {
            return await steps.MoveNextAsync();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new CallFailedException(CallFailure.PullTimedOut, $"Model '{model}' was not pulled in time.");
        }
    }

    private static IModelStore StoreOf(FleetReplica replica) =>
        replica.Client.Store
        ?? throw new CallFailedException(
            CallFailure.NoModelStore,
            $"Models of '{replica.Name}' cannot be pulled or deleted: its kind is '{replica.Config.Kind}'."
        );

    private void Begin(FleetReplica replica)
    {
        if (_pulls.AddOrUpdate(replica, 1, (_, running) => running + 1) > options.Value.Inventory.MaxPulls)
        {
            End(replica);
            throw new CallFailedException(
                CallFailure.QueueFull,
                $"Replica '{replica.Name}' pulls as many models as it may already."
            );
        }
    }

    private void End(FleetReplica replica)
    {
        if (_pulls.AddOrUpdate(replica, 0, (_, running) => running - 1) <= 0)
        {
            _pulls.TryRemove(new KeyValuePair<FleetReplica, int>(replica, 0));
        }
    }
}
