namespace Orchestrator.Profiler.Registry;

/// <summary>All workers by the address at which they want to be dialled, and who names which replica.</summary>
/// <param name="shown">The inventory that the view shows of a replica: the same list from another owner needs no change.</param>
internal sealed class OwnerBooks(Func<string, Inventory> shown)
{
    private readonly Dictionary<string, OwnerBook> _byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addressAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _holders = new(StringComparer.Ordinal);

    public OwnerBook? Find(string address) => _byAddress.GetValueOrDefault(address);

    public bool IsHeld(string replica) => _holders.ContainsKey(replica);

    /// <returns>Where the worker that is dialled here wants to be dialled; null when nobody was heard here.</returns>
    public string? AddressAt(string dialled) => _addressAt.GetValueOrDefault(dialled);

    /// <summary>Whether the worker that advertises this address is heard at another one already.</summary>
    public bool IsHeardElsewhere(string dialled, string address) =>
        _byAddress.TryGetValue(address, out var owner) && owner.IsReachable && owner.Dialled != dialled;

    public OwnerBook Begin(string dialled, string address)
    {
        if (!_byAddress.TryGetValue(address, out var owner))
        {
            _byAddress.Add(address, owner = new OwnerBook(dialled));
        }

        if (owner.Dialled != dialled)
        {
            _addressAt.Remove(owner.Dialled);
            owner.Dialled = dialled;
        }

        _addressAt[dialled] = address;
        return owner;
    }

    /// <returns>The names of its replicas, which have one owner less now; null when nobody was heard there.</returns>
    public IReadOnlyCollection<string>? Remove(string dialled)
    {
        if (!_addressAt.Remove(dialled, out var address) || !_byAddress.Remove(address, out var owner))
        {
            return null;
        }

        foreach (var replica in owner.Replicas.Keys)
        {
            Release(replica, address);
        }

        return owner.Replicas.Keys;
    }

    /// <param name="isComplete">False: the report refers to an inventory that was not told.</param>
    /// <returns>Names of the replicas whose owner or state may have changed.</returns>
    public HashSet<string> Take(OwnerBook owner, OwnerReport report, out bool isComplete)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in Dropped(owner, report))
        {
            if (owner.Replicas.Remove(name))
            {
                Release(name, report.Address);
                touched.Add(name);
            }
        }

        owner.Worker = report.Worker;
        isComplete = true;
        foreach (var replica in report.Replicas)
        {
            // Many small reports must not add up to more than a large one may hold.
            if (owner.Replicas.Count < report.ReplicasMax || owner.Replicas.ContainsKey(replica.Name))
            {
                isComplete &= Take(owner, report.Address, replica);
                touched.Add(replica.Name);
            }
        }

        return touched;
    }

    /// <summary>While a lease moves, two may name one replica: the higher epoch is younger; between equals, who is heard.</summary>
    public OwnerBook? OwnerOf(string replica) =>
        _holders
            .GetValueOrDefault(replica)
            ?.Select(address => _byAddress[address])
            .MaxBy(owner => (owner.Replicas[replica].Epoch, owner.IsReachable ? 1 : 0));

    private static IReadOnlyCollection<string> Dropped(OwnerBook owner, OwnerReport report)
    {
        if (!report.IsFull && owner.Worker == report.Worker)
        {
            return report.Removed;
        }

        var named = report.Replicas.Select(replica => replica.Name).ToHashSet(StringComparer.Ordinal);
        return [.. owner.Replicas.Keys.Where(name => !named.Contains(name))];
    }

    private bool Take(OwnerBook owner, string address, ReplicaReport report)
    {
        if (!owner.Replicas.TryGetValue(report.Name, out var before))
        {
            Hold(report.Name, address);
        }

        var known = before?.Inventory ?? shown(report.Name);
        var isComplete =
            report.Inventory is not null || report.InventoryHash == known.Hash || report.InventoryHash == 0;
        var inventory = report.Inventory ?? known;
        // The same list again is the same object: whoever compares needs to look at nothing more.
        inventory = inventory.Hash == known.Hash && inventory.Models.SequenceEqual(known.Models) ? known : inventory;
        owner.Replicas[report.Name] = report with { Inventory = inventory, Measured = [] };
        return isComplete;
    }

    private void Hold(string replica, string address)
    {
        if (!_holders.TryGetValue(replica, out var holders))
        {
            _holders.Add(replica, holders = []);
        }

        holders.Add(address);
    }

    private void Release(string replica, string address)
    {
        if (_holders.TryGetValue(replica, out var holders) && holders.Remove(address) && holders.Count == 0)
        {
            _holders.Remove(replica);
        }
    }
}
