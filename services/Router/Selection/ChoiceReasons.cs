namespace Orchestrator.Router.Selection;

/// <summary>Reason codes of one choice: why the model, then why the replica.</summary>
internal static class ChoiceReasons
{
    public const string NextModel = "next_model";
    public const string FailedBefore = "failed_before";
    public const string Resident = "resident";
    public const string FreeSlot = "free_slot";
    public const string Planned = "planned";
    public const string Idle = "idle";
    public const string OnlyReplica = "only_replica";

    /// <summary>It is expected to have answered first, or as good as first and has less to do.</summary>
    public const string Soonest = "soonest";

    /// <summary>It has answered what begins like this before.</summary>
    public const string PrefixCached = "prefix_cached";
    public const string Degraded = "degraded";
    public const string Simulated = "simulated";

    public static IReadOnlyList<string> Of(in ReplicaPlace place, bool isBestModel, bool isOnly)
    {
        var model = place.Model;
        var reasons = new List<string>(model.Reasons.Count + 6);
        AddIf(!isBestModel, NextModel);
        reasons.AddRange(model.Reasons);
        AddIf(place.HasFailed, FailedBefore);
        AddIf(place.IsWarm, Resident);
        AddIf(place.IsWarm && place.Load < place.Entry.Replica.Slots, FreeSlot);
        AddIf(place.IsPlanned, Planned);
        AddIf(!place.IsWarm && place.Load == 0, Idle);
        AddIf(place.Finish.CachedTokens > 0, PrefixCached);
        reasons.Add(isOnly ? OnlyReplica : Soonest);
        AddIf(place.IsDegraded, Degraded);
        AddIf(place.Entry.Replica.Simulated, Simulated);
        return reasons;

        void AddIf(bool holds, string reason)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }
}
