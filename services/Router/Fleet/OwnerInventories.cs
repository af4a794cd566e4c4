using Google.Protobuf.Collections;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Router.Fleet;

/// <summary>
/// The inventories that one watch of an owner was told. They come once, then again when they change; in between a message
/// names the hash only. Not for concurrent use: one watch owns it.
/// </summary>
internal sealed class OwnerInventories(FleetOptions limits)
{
    private readonly Dictionary<string, Known> _byReplica = new(StringComparer.Ordinal);

    /// <param name="Hash">Of the inventory.</param>
    /// <param name="Models">With what was in memory at the last message.</param>
    private sealed record Known(ulong Hash, ModelSnapshot[] Models);

    /// <summary>False when the message names an inventory that this watch was never told: watch anew.</summary>
    public bool IsComplete(Replica replica) =>
        Includes(replica)
        || replica.InventoryHash == 0
        || (_byReplica.TryGetValue(replica.Name, out var known) && known.Hash == replica.InventoryHash);

    /// <summary>The replica's models and what of them is in memory. The same list while nothing of that has changed.</summary>
    public IReadOnlyList<ModelSnapshot> Take(Replica replica)
    {
        var models =
            Includes(replica) ? Models(replica.Models)
            : _byReplica.TryGetValue(replica.Name, out var known) && known.Hash == replica.InventoryHash ? known.Models
            : [];
        models = WithLoaded(models, replica.Loaded);
        _byReplica[replica.Name] = new Known(replica.InventoryHash, models);
        return models;
    }

    public void Forget(IEnumerable<string> replicas)
    {
        foreach (var replica in replicas)
        {
            _byReplica.Remove(replica);
        }
    }

    private static bool Includes(Replica replica) => replica.InventoryIncluded || replica.Models.Count > 0;

    private ModelSnapshot[] Models(RepeatedField<Model> models) =>
        [
            .. models
                .Where(model => OwnerUpdateMapping.IsName(model.Name, limits))
                .Take(limits.MaxModelsPerReplica)
                .Select(ToModel),
        ];

    private static ModelSnapshot ToModel(Model model) =>
        new(
            model.Name,
            model.Digest,
            model.SizeBytes,
            model.Family,
            model.ParameterSize,
            model.Quantization,
            model.ContextTokens,
            [.. model.Capabilities],
            Loaded: null
        );

    private static ModelSnapshot[] WithLoaded(ModelSnapshot[] models, RepeatedField<LoadedModel> loaded)
    {
        var byKey = new Dictionary<string, LoadedSnapshot>(StringComparer.Ordinal);
        foreach (var model in loaded)
        {
            byKey[ModelKey.Of(model.Name)] = new LoadedSnapshot(model.ContextTokens);
        }

        if (Array.TrueForAll(models, model => model.Loaded == byKey.GetValueOrDefault(model.Key)))
        {
            return models;
        }

        return [.. models.Select(model => model with { Loaded = byKey.GetValueOrDefault(model.Key) })];
    }
}
