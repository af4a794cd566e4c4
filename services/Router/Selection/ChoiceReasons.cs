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
    public const string LeastLoaded = "least_loaded";
    public const string Degraded = "degraded";
    public const string Simulated = "simulated";

    public static IReadOnlyList<string> Of(RankedModel model, ReplicaPlace place, bool isBestModel, bool isOnly)
    {
        var reasons = new List<string>(model.Reasons.Count + 6);
        AddIf(!isBestModel, NextModel);
        reasons.AddRange(model.Reasons);
        AddIf(place.Standing.HasFailed, FailedBefore);
        AddIf(place.Class is ReplicaClass.ResidentWithFreeSlot or ReplicaClass.Resident, Resident);
        AddIf(place.Class == ReplicaClass.ResidentWithFreeSlot, FreeSlot);
        AddIf(place.IsPlanned, Planned);
        AddIf(place.Class == ReplicaClass.Idle, Idle);
        reasons.Add(isOnly ? OnlyReplica : LeastLoaded);
        AddIf(place.Standing.IsDegraded, Degraded);
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
