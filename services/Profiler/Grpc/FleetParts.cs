using Google.Protobuf;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Grpc;

/// <summary>A change of the view as messages of bounded size, made one by one while they are sent.</summary>
internal static class FleetParts
{
    // Tag and length of an item in a repeated field.
    private const int FramingBytes = 8;

    /// <param name="view">Identity of the view.</param>
    /// <param name="delta">What changed.</param>
    /// <param name="lastHeardAt">When the owner of an address was last heard.</param>
    /// <param name="bytesMax">Of one part; a single thing that is larger makes a part of its own.</param>
    public static IEnumerable<FleetChange> Of(
        string view,
        FleetDelta delta,
        Func<string, DateTimeOffset?> lastHeardAt,
        int bytesMax
    )
    {
        var part = New();
        var bytes = 0;
        foreach (var (size, add) in Items(delta, lastHeardAt))
        {
            if (bytes > 0 && bytes + size > bytesMax)
            {
                yield return part;
                (part, bytes) = (New(), 0);
            }

            add(part);
            bytes += size;
        }

        part.Complete = true;
        yield return part;

        FleetChange New() =>
            new()
            {
                View = view,
                Version = delta.Version,
                Snapshot = delta.IsSnapshot,
            };
    }

    // Models before speeds: a reader never sees a speed of something that it does not know.
    private static IEnumerable<(int Bytes, Action<FleetChange> Add)> Items(
        FleetDelta delta,
        Func<string, DateTimeOffset?> lastHeardAt
    ) =>
        delta
            .Owners.Changed.Select(owner => FleetMapping.ToMessage(owner, lastHeardAt(owner.Address)))
            .Select(owner => Item(owner, part => part.Owners.Add(owner)))
            .Concat(
                delta
                    .Replicas.Changed.Select(FleetMapping.ToMessage)
                    .Select(replica => Item(replica, part => part.Replicas.Add(replica)))
            )
            .Concat(
                delta
                    .Models.Changed.Select(ModelMapping.ToMessage)
                    .Select(model => Item(model, part => part.Models.Add(model)))
            )
            .Concat(
                delta
                    .Speeds.Changed.Select(FleetMapping.ToMessage)
                    .Select(speed => Item(speed, part => part.Speeds.Add(speed)))
            )
            .Concat(Removed(delta));

    private static IEnumerable<(int Bytes, Action<FleetChange> Add)> Removed(FleetDelta delta) =>
        delta
            .Owners.Removed.Select(address => Item(address, part => part.RemovedOwners.Add(address)))
            .Concat(delta.Replicas.Removed.Select(name => Item(name, part => part.RemovedReplicas.Add(name))))
            .Concat(
                delta
                    .Models.Removed.Select(ModelMapping.ToKey)
                    .Select(key => Item(key, part => part.RemovedModels.Add(key)))
            )
            .Concat(
                delta
                    .Speeds.Removed.Select(FleetMapping.ToKey)
                    .Select(key => Item(key, part => part.RemovedSpeeds.Add(key)))
            );

    private static (int Bytes, Action<FleetChange> Add) Item(IMessage message, Action<FleetChange> add) =>
        (message.CalculateSize() + FramingBytes, add);

    private static (int Bytes, Action<FleetChange> Add) Item(string text, Action<FleetChange> add) =>
        (CodedOutputStream.ComputeStringSize(text) + FramingBytes, add);
}
