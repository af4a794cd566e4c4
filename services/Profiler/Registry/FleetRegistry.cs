using System.Collections.Immutable;

namespace Orchestrator.Profiler.Registry;

/// <summary>
/// The fleet as its owners tell it. Events go in, <see cref="Maps"/> shows what came of them; what one message costs
/// depends on what it changes and not on the size of the fleet. No clock, no lock, no I/O: <see cref="FleetFeed"/> brings
/// those.
/// </summary>
internal sealed class FleetRegistry
{
    private readonly OwnerBooks _owners;

    public FleetRegistry(int marksMax)
    {
        Maps = new FleetMaps(marksMax);
        Models = new ModelBook(Maps);
        Speeds = new SpeedBook(Maps);
        Replicas = new ReplicaBook(Maps, Models, Speeds);
        _owners = new OwnerBooks(
            replica => Maps.Replica(replica)?.Inventory ?? Inventory.Empty,
            model => Maps.Model(model)?.Facts
        );
    }

    public FleetMaps Maps { get; }

    public ModelBook Models { get; }

    public SpeedBook Speeds { get; }

    public ReplicaBook Replicas { get; }

    public DateTimeOffset? LastHeardAt(string owner) => _owners.Find(owner)?.LastHeardAt;

    public bool IsOwned(string replica) => _owners.IsHeld(replica);

    /// <inheritdoc cref="OwnerBooks.IsHeardElsewhere"/>
    public bool IsHeardElsewhere(string dialled, string address) => _owners.IsHeardElsewhere(dialled, address);

    /// <summary>A worker reported.</summary>
    /// <param name="dialled">The address at which it is watched.</param>
    /// <param name="report">What it says.</param>
    /// <param name="now">Time.</param>
    public HeardResult Heard(string dialled, OwnerReport report, DateTimeOffset now)
    {
        if (IsHeardElsewhere(dialled, report.Address))
        {
            return HeardResult.Duplicate;
        }

        // Another worker at the same place inherits nothing.
        if (_owners.AddressAt(dialled) is { } before && before != report.Address)
        {
            Forget(dialled, now);
        }

        var owner = _owners.Begin(dialled, report.Address);
        owner.LastHeardAt = now;
        var touched = _owners.Take(owner, report, out var isComplete);
        if (!owner.IsReachable)
        {
            owner.IsReachable = true;
            touched.UnionWith(owner.Replicas.Keys);
        }

        Settle(touched, now);
        Learn(owner, report, now);
        // A sign of life costs nothing that grows with what the owner has.
        if (touched.Count > 0 || Maps.Owner(report.Address) is not { IsReachable: true })
        {
            Publish(report.Address, owner);
        }

        return isComplete ? HeardResult.Taken : HeardResult.Gap;
    }

    /// <summary>A worker went silent or its stream broke. What it had stays known.</summary>
    public void Lost(string dialled, DateTimeOffset now)
    {
        if (_owners.AddressAt(dialled) is { } address && _owners.Find(address) is { IsReachable: true } owner)
        {
            owner.IsReachable = false;
            Settle(owner.Replicas.Keys, now);
            Publish(address, owner);
        }
    }

    /// <summary>The address is no longer one of a worker.</summary>
    public void Forget(string dialled, DateTimeOffset now)
    {
        var address = _owners.AddressAt(dialled);
        if (_owners.Remove(dialled) is { } replicas && address is not null)
        {
            Settle(replicas, now);
            Maps.RemoveOwner(address);
        }
    }

    private void Settle(IReadOnlyCollection<string> replicas, DateTimeOffset now)
    {
        foreach (var name in replicas)
        {
            if (_owners.OwnerOf(name) is { } owner)
            {
                Replicas.Set(owner.Replicas[name], owner, now);
            }
            else
            {
                Replicas.SetUnowned(name, now);
            }
        }
    }

    private void Learn(OwnerBook owner, OwnerReport report, DateTimeOffset now)
    {
        foreach (var each in report.Replicas.Where(each => each.Measured.Count > 0))
        {
            if (Maps.Replica(each.Name) is { } replica && ReferenceEquals(_owners.OwnerOf(each.Name), owner))
            {
                Learn(replica, each.Measured, now);
            }
        }
    }

    private void Learn(ReplicaState replica, IReadOnlyList<Measure> measured, DateTimeOffset now)
    {
        foreach (var measure in measured)
        {
            if (Speeds.Heard(replica, measure) is { } speed && measure.TotalBytes > 0)
            {
                Models.SetMeasuredBytes(new ModelId(speed.Model, measure.Digest), measure.TotalBytes, now);
            }
        }
    }

    private void Publish(string address, OwnerBook owner)
    {
        var before = Maps.Owner(address);
        var isSame =
            before is not null
            && before.Worker == owner.Worker
            && before.IsReachable == owner.IsReachable
            && before.Replicas.SetEquals(owner.Replicas.Keys);
        if (!isSame)
        {
            var replicas = owner.Replicas.Keys.ToImmutableSortedSet(StringComparer.Ordinal);
            Maps.Set(new OwnerState(owner.Worker, address, owner.IsReachable, replicas));
        }
    }
}

internal enum HeardResult
{
    Taken,

    /// <summary>The same worker is heard at another address; this report changed nothing.</summary>
    Duplicate,

    /// <summary>It refers to an inventory that was not told: the watch has to begin anew.</summary>
    Gap,
}
