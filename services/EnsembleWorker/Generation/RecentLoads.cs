using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>
/// The contexts that our loads have just given to models, until the next look at the replica must have seen them:
/// otherwise a call in between would load the model again, with a smaller one.
/// </summary>
internal sealed class RecentLoads(IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    // Bounded by the models that replicas have: only loads that succeeded are noted.
    private readonly ConcurrentDictionary<(string Replica, ModelId Model), (int Context, long At)> _loads = [];
    private readonly TimeSpan _trusted = options.Value.Inventory.Interval + options.Value.Inventory.LookLimit;

    /// <summary>Asks the replica what a load that has just ended gave the model.</summary>
    /// <returns>Null when it does not tell.</returns>
    public async Task<int?> LearnAsync(FleetReplica replica, ModelId model, CancellationToken cancellationToken)
    {
        try
        {
            var loaded = await replica.Client.ListLoadedAsync(cancellationToken);
            var context = loaded.FirstOrDefault(item => item.Id == model)?.ContextLength ?? 0;
            if (context <= 0)
            {
                return null;
            }

            _loads[(replica.Name, model)] = (context, clock.GetTimestamp());
            return context;
        }
        catch (InferenceException)
        {
            // The model is loaded, that is what counts; the next look will tell the rest.
            return null;
        }
    }

    /// <summary>The context of the model in memory, as far as is known; null when it is not there.</summary>
    public int? ContextOf(FleetReplica replica, ModelId model)
    {
        var seen = replica.Find(model)?.Loaded?.ContextTokens;
        return _loads.TryGetValue((replica.Name, model), out var load) && clock.GetElapsedTime(load.At) <= _trusted
            ? load.Context
            : seen;
    }
}
