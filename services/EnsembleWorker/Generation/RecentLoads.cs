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

    public void Note(FleetReplica replica, ModelId model, int contextTokens) =>
        _loads[(replica.Name, model)] = (contextTokens, clock.GetTimestamp());

    /// <summary>The context of the model in memory, as far as is known; null when it is not there.</summary>
    public int? ContextOf(FleetReplica replica, ModelId model)
    {
        var seen = replica.Find(model)?.Loaded?.ContextTokens;
        return _loads.TryGetValue((replica.Name, model), out var load) && clock.GetElapsedTime(load.At) <= _trusted
            ? load.Context
            : seen;
    }
}
