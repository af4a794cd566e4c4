namespace Orchestrator.Router.Selection;

/// <summary>Orders the models that can do it: the operator's wish, then the score with what is busy and what is ready.</summary>
internal static class ModelOrder
{
    private static readonly Comparer<Key> _bestFirst = Comparer<Key>.Create(Key.BestFirst);

    public static RankedModel[] Sort(
        IReadOnlyList<RankedModel> models,
        ReplicaStanding[] standings,
        SelectionRequest request,
        SelectionLimits limits
    )
    {
        var sorted = models.ToArray();
        if (sorted.Length < 2)
        {
            return sorted;
        }

        var weights = AimWeights.Of(request.Model.Aim);
        var keys = new Key[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var model = sorted[i];
            var score = model.Score + Availability(model, standings, request, limits, weights);
            keys[i] = new Key(model.Offer.Simulated, model.Place, score, model.Offer.Key);
        }

        Array.Sort(keys, sorted, _bestFirst);
        return sorted;
    }

    private static double Availability(
        RankedModel model,
        ReplicaStanding[] standings,
        SelectionRequest request,
        SelectionLimits limits,
        AimWeights weights
    )
    {
        foreach (var entry in model.Offer.Loaded)
        {
            var standing = standings[entry.ReplicaIndex];
            var kind = ReplicaClasses.Of(entry, standing, request.NeededTokens, limits);
            if (standing is { IsOpen: true, IsDegraded: false } && kind == ReplicaClass.ResidentWithFreeSlot)
            {
                return weights.Resident;
            }
        }

        foreach (var entry in model.Offer.Entries)
        {
            if (standings[entry.ReplicaIndex].HasFreeSlot)
            {
                return 0;
            }
        }

        return weights.Busy;
    }

    private readonly record struct Key(bool Simulated, int Place, double Score, string Name)
    {
        public static int BestFirst(Key one, Key other)
        {
            var rank = one.Simulated.CompareTo(other.Simulated);
            rank = rank != 0 ? rank : one.Place.CompareTo(other.Place);
            rank = rank != 0 ? rank : other.Score.CompareTo(one.Score);
            return rank != 0 ? rank : string.CompareOrdinal(one.Name, other.Name);
        }
    }
}
