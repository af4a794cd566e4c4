using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Where a replica stands for a model; lower is better.</summary>
internal enum ReplicaClass
{
    ResidentWithFreeSlot,
    Resident,

    /// <summary>It would have to load the model, and the plan keeps it there: the swap is meant to happen here.</summary>
    Planned,
    Idle,
    Loaded,
}

internal static class ReplicaClasses
{
    public static ReplicaClass Of(ModelEntry entry, ReplicaStanding standing, int neededTokens, SelectionLimits limits)
    {
        var isPlanned = entry.Replica.Plans(entry.Model.Key);
        var isPatient = standing.LoadPerSlot < (isPlanned ? limits.PlannedPatience : limits.ResidentPatience);
        if (isPatient && IsUsable(entry.Model.Loaded, neededTokens))
        {
            return standing.Load < entry.Replica.Slots ? ReplicaClass.ResidentWithFreeSlot : ReplicaClass.Resident;
        }

        return isPatient && isPlanned ? ReplicaClass.Planned
            : standing.Load == 0 ? ReplicaClass.Idle
            : ReplicaClass.Loaded;
    }

    // A model that is in memory with too short a context would have to be loaded anew.
    private static bool IsUsable(LoadedSnapshot? loaded, int neededTokens) =>
        loaded is not null && (loaded.ContextTokens == 0 || loaded.ContextTokens >= neededTokens);
}
