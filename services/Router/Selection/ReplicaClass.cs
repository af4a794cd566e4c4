using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>Where a replica stands for a model; lower is better.</summary>
internal enum ReplicaClass
{
    ResidentWithFreeSlot,
    Resident,
    Idle,
    Loaded,
}

internal static class ReplicaClasses
{
    public static ReplicaClass Of(ModelEntry entry, ReplicaStanding standing, int neededTokens, double residentPatience)
    {
        if (IsUsable(entry.Model.Loaded, neededTokens) && standing.LoadPerSlot < residentPatience)
        {
            return standing.Load < entry.Replica.Slots ? ReplicaClass.ResidentWithFreeSlot : ReplicaClass.Resident;
        }

        return standing.Load == 0 ? ReplicaClass.Idle : ReplicaClass.Loaded;
    }

    // A model that is in memory with too short a context would have to be loaded anew.
    private static bool IsUsable(LoadedSnapshot? loaded, int neededTokens) =>
        loaded is not null && (loaded.ContextTokens == 0 || loaded.ContextTokens >= neededTokens);
}
