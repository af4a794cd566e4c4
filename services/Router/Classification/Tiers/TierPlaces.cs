using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>Where a tier may ask. Pure: only a model that is in memory, and only where nobody waits.</summary>
internal static class TierPlaces
{
    public const string AnyModel = "auto";

    /// <summary>The embedding model to ask: the named one, or of all in memory the one with most copies.</summary>
    public static ModelOffer? EmbeddingModel(FleetSnapshot fleet, string model)
    {
        if (!string.Equals(model, AnyModel, StringComparison.OrdinalIgnoreCase))
        {
            return Named(fleet, model);
        }

        ModelOffer? best = null;
        foreach (var offer in fleet.Models)
        {
            var fits = offer.Copies > 0 && offer.Loaded[0].Model.Abilities.HasFlag(ModelAbilities.Embedding);
            best = fits && (best is null || offer.Copies > best.Copies) ? offer : best;
        }

        return best;
    }

    /// <returns>Null where no replica has it in memory.</returns>
    public static ModelOffer? Named(FleetSnapshot fleet, string model) =>
        fleet.Find(ModelKey.Of(model)) is { Loaded.Length: > 0 } offer ? offer : null;

    /// <summary>What tells this model from others, of the same name, too.</summary>
    public static string IdentityOf(ModelOffer offer) => IdentityOf(offer.Loaded[0]);

    /// <param name="start">Where the search begins: equally idle replicas share the work.</param>
    /// <returns>Null where every replica with the model in memory has something else to do.</returns>
    public static ModelEntry? Free(ModelOffer offer, ulong start)
    {
        ModelEntry? best = null;
        for (var i = 0; i < offer.Loaded.Length; i++)
        {
            var entry = offer.Loaded[(int)((start + (ulong)i) % (ulong)offer.Loaded.Length)];
            if (IsFree(entry.Replica) && IdentityOf(entry) == IdentityOf(offer))
            {
                best = best is null || entry.Replica.InFlight < best.Replica.InFlight ? entry : best;
            }
        }

        return best;
    }

    private static bool IsFree(ReplicaSnapshot replica) =>
        replica is { Health: ReplicaHealth.Healthy, IsOrphan: false, Loading: null, Queued: 0 }
        && replica.InFlight < replica.Slots;

    private static string IdentityOf(ModelEntry entry) =>
        entry.Model.Digest.Length > 0 ? entry.Model.Digest : entry.Model.Key;
}
