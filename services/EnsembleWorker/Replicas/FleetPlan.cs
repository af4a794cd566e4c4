using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What has to be done so that the fleet is what the sources say. Pure.</summary>
/// <param name="Add">Not there yet.</param>
/// <param name="Update">There, with other settings that change while calls run.</param>
/// <param name="Leave">Names of those that are not wanted any more, or whose endpoint is another one now.</param>
internal sealed record FleetPlan(
    ImmutableArray<ReplicaConfig> Add,
    ImmutableArray<ReplicaConfig> Update,
    ImmutableArray<string> Leave
)
{
    /// <remarks>
    /// A name is free again only when its replica has left: an endpoint that changes is a replica that leaves, and another
    /// that is added once it is gone.
    /// </remarks>
    public static FleetPlan Between(IReadOnlyCollection<FleetMember> members, IReadOnlyList<ReplicaConfig> wanted)
    {
        var byName = members.ToDictionary(member => member.Config.Name, StringComparer.Ordinal);
        var stays = new HashSet<string>(StringComparer.Ordinal);
        var add = ImmutableArray.CreateBuilder<ReplicaConfig>();
        var update = ImmutableArray.CreateBuilder<ReplicaConfig>();
        foreach (var replica in wanted)
        {
            if (!byName.TryGetValue(replica.Name, out var member))
            {
                add.Add(replica);
            }
            else if (!member.IsLeaving && member.Config.HasEndpointOf(replica))
            {
                stays.Add(replica.Name);
                if (member.Config != replica)
                {
                    update.Add(replica);
                }
            }
        }

        var leave = members.Where(member => !member.IsLeaving && !stays.Contains(member.Config.Name));
        return new(add.DrainToImmutable(), update.DrainToImmutable(), [.. leave.Select(member => member.Config.Name)]);
    }
}

/// <summary>A replica that is looked after now.</summary>
/// <param name="Config">As it was added or last updated.</param>
/// <param name="IsLeaving">It is on its way out: calls that run are finished, nothing else.</param>
internal readonly record struct FleetMember(ReplicaConfig Config, bool IsLeaving);
