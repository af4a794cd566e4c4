namespace Orchestrator.Profiler.Planning;

/// <summary>Places for models that are to be in memory whatever their demand.</summary>
internal static class Pinning
{
    public static List<int> Unpinned(PlanWorld world, PlanDraft draft) =>
        [
            .. Enumerable
                .Range(0, world.Models.Length)
                .Where(model =>
                    world.Models[model].Pinned
                    && draft.ReplicasOf(model).Count == 0
                    && world.ReplicasOf(model).Length > 0
                ),
        ];

    /// <summary>A place for each pinned model that has none: where the least is lost, and others make room if they must.</summary>
    public static void Pin(PlanWorld world, PlanDraft draft, HashSet<(int Replica, int Model)> held)
    {
        foreach (var model in Unpinned(world, draft))
        {
            foreach (
                var replica in world.ReplicasOf(model).ToArray().OrderBy(replica => PinnedAt(world, draft, replica))
            )
            {
                MakeRoom(draft, replica, model, held);
                if (draft.Fits(replica, model))
                {
                    draft.Add(replica, model);
                    held.Add((replica, model));
                    break;
                }
            }
        }
    }

    private static int PinnedAt(PlanWorld world, PlanDraft draft, int replica) =>
        draft.ResidentsOf(replica).Count(model => world.Models[model].Pinned);

    private static void MakeRoom(PlanDraft draft, int replica, int model, HashSet<(int Replica, int Model)> held)
    {
        foreach (var other in draft.ResidentsOf(replica).Where(other => !held.Contains((replica, other))).ToList())
        {
            if (!draft.Fits(replica, model))
            {
                draft.Remove(replica, other, replica);
            }
        }
    }
}
