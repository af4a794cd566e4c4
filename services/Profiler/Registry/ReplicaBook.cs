using System.Collections.Immutable;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Replicas;

namespace Orchestrator.Profiler.Registry;

/// <summary>
/// The replicas of the view: one of each name, whoever says something of it, with what operators and the plan want of it.
/// </summary>
internal sealed class ReplicaBook(FleetMaps maps, ModelBook models, SpeedBook speeds)
{
    private readonly ReplicaWishes _wishes = new();
    private readonly Dictionary<string, ReplicaPrice> _prices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _plans = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ReplicaWish> Wishes => _wishes.All;

    /// <summary>Its owner says this of it.</summary>
    public void Set(ReplicaReport report, OwnerBook owner, DateTimeOffset now)
    {
        var replica = new ReplicaState(report.Name)
        {
            Worker = owner.Worker,
            Epoch = report.Epoch,
            Health = owner.IsReachable ? report.Health : Health.Unreachable,
            Reason = owner.IsReachable ? report.Reason : ReplicaReasons.OwnerSilent(owner.Worker),
            Kind = report.Kind,
            Url = report.Url,
            Gpu = report.Gpu,
            VramBytes = report.VramBytes,
            Version = report.Version,
            Simulated = report.Simulated,
            Slots = report.Slots,
            SlotsInferred = report.SlotsInferred,
            Inventory = report.Inventory ?? Inventory.Empty,
            Loaded = report.Loaded,
            Source = report.Source,
        };
        Put(Wished(replica), now);
    }

    /// <summary>
    /// No worker owns it: it waits for one until the sweep, for good when it was added by API, and not at all when it was
    /// removed there.
    /// </summary>
    public void SetUnowned(string name, DateTimeOffset now)
    {
        if (_wishes.IsWithdrawn(name))
        {
            Remove(name, now);
            return;
        }

        var before = maps.Replica(name) ?? new ReplicaState(name);
        var replica = before with
        {
            Worker = "",
            Health = Health.Unreachable,
            UnownedSince = before.UnownedSince ?? now,
            Loaded = [],
        };
        Put(Wished(replica with { Reason = ReplicaReasons.Unowned }), now);
    }

    /// <summary>What operators want of replicas, whole.</summary>
    /// <param name="isOwned">Whether some worker owns the replica of that name.</param>
    public void SetWishes(IEnumerable<ReplicaWish> wishes, Func<string, bool> isOwned, DateTimeOffset now)
    {
        foreach (var name in _wishes.Replace(wishes))
        {
            if (isOwned(name))
            {
                Refresh(name, now);
            }
            else if (_wishes.Of(name)?.Added is not null || _wishes.IsWithdrawn(name))
            {
                SetUnowned(name, now);
            }
        }
    }

    public void SetPrice(string name, ReplicaPrice price, DateTimeOffset now)
    {
        _prices[name] = price;
        Refresh(name, now);
    }

    /// <summary>What the plan keeps in memory, whole: a replica that is not named has no plan.</summary>
    public void SetPlans(IReadOnlyDictionary<string, IEnumerable<string>> byReplica, DateTimeOffset now)
    {
        var names = _plans.Keys.Union(byReplica.Keys, StringComparer.Ordinal).ToList();
        _plans.Clear();
        foreach (var (name, models) in byReplica)
        {
            _plans[name] = [.. models];
        }

        names.ForEach(name => Refresh(name, now));
    }

    /// <summary>What no worker has owned for too long goes, and what waits for long says why it may.</summary>
    public void Sweep(DateTimeOffset now, TimeSpan forgetAfter, TimeSpan explainAfter)
    {
        foreach (var replica in maps.Replicas.Where(replica => replica.UnownedSince is not null).ToList())
        {
            var waited = now - replica.UnownedSince;
            if (replica.Source != ReplicaSources.Api && waited > forgetAfter)
            {
                Remove(replica.Name, now);
            }
            else if (replica.Source == ReplicaSources.Api && waited > explainAfter)
            {
                Put(replica with { Reason = ReplicaReasons.Unclaimed(explainAfter) }, now);
            }
        }
    }

    private void Remove(string name, DateTimeOffset now)
    {
        _wishes.Forget(name);
        if (maps.Replica(name) is { } replica)
        {
            SetInventory(replica, Inventory.Empty, now);
            speeds.Forget(name);
            maps.RemoveReplica(name);
        }
    }

    private void Refresh(string name, DateTimeOffset now)
    {
        if (maps.Replica(name) is { } replica)
        {
            Put(Wished(replica), now);
        }
    }

    private ReplicaState Wished(ReplicaState replica)
    {
        var wish = _wishes.Of(replica.Name);
        var added = wish?.Added;
        return replica with
        {
            Source = added is not null ? ReplicaSources.Api : replica.Source,
            // Until an owner has said it, what the operator said.
            Url = replica.Url.Length > 0 ? replica.Url : added?.Url ?? "",
            Kind = replica.Kind.Length > 0 ? replica.Kind : added?.Kind ?? "",
            Gpu = replica.Gpu.Length > 0 ? replica.Gpu : added?.Gpu ?? "",
            VramBytes = replica.VramBytes > 0 ? replica.VramBytes : added?.VramBytes ?? 0,
            DrainRequested = wish?.Drained ?? false,
            Price = _prices.GetValueOrDefault(replica.Name, ReplicaPrice.Unknown),
            Planned = _plans.GetValueOrDefault(replica.Name, []),
        };
    }

    private void Put(ReplicaState replica, DateTimeOffset now)
    {
        var before = maps.Replica(replica.Name);
        if (before is null || !before.IsSameAs(replica))
        {
            maps.Set(replica);
        }

        if (!ReferenceEquals(before?.Inventory, replica.Inventory))
        {
            SetInventory(before ?? new ReplicaState(replica.Name), replica.Inventory, now);
        }

        if (before is not null && before.Gpu != replica.Gpu)
        {
            speeds.Recard(replica);
        }
    }

    private void SetInventory(ReplicaState before, Inventory after, DateTimeOffset now)
    {
        var replica = maps.Replica(before.Name) ?? before;
        var gone = before.Inventory.Models.ToDictionary(model => model.Id);
        foreach (var model in after.Models)
        {
            gone.Remove(model.Id);
            models.Add(replica.Name, model, now);
            // Not 0 for a model that is here again, or was before a restart.
            models.SetMeasuredBytes(model.Id, speeds.Add(replica, model), now);
        }

        var digests = after.Models.Select(model => model.Digest).ToHashSet(StringComparer.Ordinal);
        foreach (var model in gone.Values)
        {
            models.Remove(replica.Name, model.Id, now);
            if (!digests.Contains(model.Digest))
            {
                speeds.Remove(replica.Name, model.Digest);
            }
        }
    }
}
