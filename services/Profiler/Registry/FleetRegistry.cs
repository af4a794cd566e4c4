using System.Collections.Immutable;

namespace Orchestrator.Profiler.Registry;

/// <summary>
/// The registry as a value. Pure: each event gives a new registry; <see cref="Version"/> grows only when something
/// changed that a router acts on, so a worker's two-second repeat of its state wakes nobody.
/// </summary>
internal sealed record FleetRegistry(ulong Version, ImmutableDictionary<string, OwnerState> Owners)
{
    public static FleetRegistry Empty { get; } =
        new(1, ImmutableDictionary.Create<string, OwnerState>(StringComparer.Ordinal));

    /// <summary>A worker reported. <paramref name="report"/> is keyed by the address that was dialled.</summary>
    public FleetRegistry Heard(string dialled, OwnerReport report, DateTimeOffset now)
    {
        var before = Owners.GetValueOrDefault(dialled);
        var replicas = Merge(before, report);
        var after = new OwnerState(report.Worker, report.Address, IsReachable: true, now, replicas);
        return Replace(dialled, after, IsSame(before, after));
    }

    /// <summary>A worker went silent or its stream broke. What it had stays known.</summary>
    public FleetRegistry Lost(string dialled)
    {
        return Owners.GetValueOrDefault(dialled) is { IsReachable: true } owner
            ? Replace(dialled, owner with { IsReachable = false }, isSame: false)
            : this;
    }

    private FleetRegistry Replace(string dialled, OwnerState owner, bool isSame) =>
        new(isSame ? Version : Version + 1, Owners.SetItem(dialled, owner));

    private static ImmutableDictionary<string, ReplicaModels> Merge(OwnerState? before, OwnerReport report)
    {
        var start = report.IsFull || before is null || before.Worker != report.Worker ? null : before.Replicas;
        var replicas = (start ?? ImmutableDictionary.Create<string, ReplicaModels>(StringComparer.Ordinal)).ToBuilder();
        replicas.RemoveRange(report.Removed);
        foreach (var replica in report.Replicas)
        {
            // Many small reports must not add up to more than a large one may hold.
            if (replicas.Count < report.ReplicasMax || replicas.ContainsKey(replica.Replica))
            {
                replicas[replica.Replica] = replica;
            }
        }

        return replicas.ToImmutable();
    }

    private static bool IsSame(OwnerState? before, OwnerState after) =>
        before is { IsReachable: true }
        && before.Worker == after.Worker
        && before.Address == after.Address
        && before.Replicas.Count == after.Replicas.Count
        && before.Replicas.Values.All(replica =>
            after.Replicas.TryGetValue(replica.Replica, out var now) && replica.Models.SequenceEqual(now.Models)
        );
}

/// <summary>One message of a worker, bounded and in our own types.</summary>
/// <param name="ReplicasMax">How many replicas the worker may have over all its messages.</param>
internal sealed record OwnerReport(
    string Worker,
    string Address,
    bool IsFull,
    IReadOnlyList<ReplicaModels> Replicas,
    IReadOnlyList<string> Removed,
    int ReplicasMax = int.MaxValue
);
