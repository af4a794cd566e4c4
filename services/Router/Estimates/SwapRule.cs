using System.Runtime.InteropServices;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Estimates;

/// <summary>
/// What a load costs: the models that it pushes out are loaded again when somebody calls them, and what runs with them has
/// to end first. This is the price in the rule "rent or buy": a call goes to a cold replica only when the wait that it saves
/// is longer than the load and this.
/// </summary>
internal sealed class SwapRule(
    FleetSnapshot fleet,
    DemandBook demand,
    ResidencyBook residency,
    DateTimeOffset now,
    FinishLimits limits
)
{
    private string _asked = "";
    private bool _isPlanned;

    /// <param name="total">Seconds until all that is there now is done.</param>
    public SwapCost Of(ModelEntry entry, in ReplicaStanding standing, double total)
    {
        var (replica, residents) = (entry.Replica, entry.Replica.Backlog.Residents);
        var isPlanned = replica.Plans(entry.Model.Key);
        var price = isPlanned || !IsElsewhere(entry) ? 0 : limits.ExtraCopyPrice * entry.Speed.LoadSeconds;
        double drain = 0;
        var victims = MemoryRoom.Victims(replica, residents, entry.Speed.VramBytes, limits.FreeMemoryShare);
        for (var i = 0; i < victims; i++)
        {
            ref readonly var resident = ref residents[i];
            if (resident.Model.Key != entry.Model.Key)
            {
                drain = resident.Calls > 0 ? total : drain;
                price += isPlanned && !replica.Plans(resident.Model.Key) ? 0 : Lost(entry, resident);
            }
        }

        return new SwapCost(entry.Speed.LoadSeconds, drain, Math.Min(price, limits.DisplacedMax.TotalSeconds));
    }

    /// <summary>
    /// True when the replica is about to push the model out for another one: new calls would only keep it from that, and
    /// would then have to wait until it is loaded again.
    /// </summary>
    public bool IsLeaving(ModelEntry entry, in ReplicaStanding standing)
    {
        foreach (var coming in entry.Replica.Backlog.Coming)
        {
            if (IsVictimOf(entry, coming))
            {
                return true;
            }
        }

        foreach (var choice in standing.OnTheirWay)
        {
            if (choice.LoadSeconds > 0 && entry.Replica.Find(choice.Model) is { } model && IsVictimOf(entry, model))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsVictimOf(ModelEntry entry, ModelSnapshot coming)
    {
        if (coming.Key == entry.Model.Key)
        {
            return false;
        }

        var residents = entry.Replica.Backlog.Residents;
        var bytes = entry.Replica.SpeedOf(coming).VramBytes;
        var victims = MemoryRoom.Victims(entry.Replica, residents, bytes, limits.FreeMemoryShare);
        for (var i = 0; i < victims; i++)
        {
            if (residents[i].Model.Key == entry.Model.Key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What is lost with a model that leaves: its load, as likely as somebody calls it soon; less where other replicas have it,
    /// for they are called as well and instead.
    /// </summary>
    private double Lost(ModelEntry entry, in Resident resident)
    {
        var key = resident.Model.Key;
        var load = resident.Speed.LoadSeconds;
        if (entry.Replica.Plans(key) || IsYoung(entry.Replica.Name, key))
        {
            return load;
        }

        var places = 1 + Copies(key, entry.ReplicaIndex);
        var calls = demand.PerSecond(key, now, limits.DemandMemory) * limits.WantedWithin.TotalSeconds;
        return load * Math.Min(1, calls / places) / places;
    }

    private bool IsYoung(string replica, string model) =>
        residency.Since(replica, model) is { } loadedAt && now - loadedAt < limits.MinResidency;

    // Where the plan keeps a model, it comes sooner or later: a load elsewhere is an extra copy, too.
    private bool IsElsewhere(ModelEntry entry) =>
        Copies(entry.Model.Key, entry.ReplicaIndex) > 0
        || demand.IsOnItsWay(entry.Model.Key, now)
        || IsPlanned(entry.Model.Key);

    // Asked for one model after another, of many replicas each.
    private bool IsPlanned(string model)
    {
        if (_asked != model)
        {
            _asked = model;
            _isPlanned = Array.Exists(
                fleet.Find(model)?.Entries ?? [],
                entry => entry.Replica.IsServing && entry.Replica.Plans(model)
            );
        }

        return _isPlanned;
    }

    /// <returns>On replicas other than this one.</returns>
    private int Copies(string model, int replica)
    {
        var copies = 0;
        foreach (var other in fleet.Find(model)?.Loaded ?? [])
        {
            copies += other.ReplicaIndex != replica && other.Replica.IsServing ? 1 : 0;
        }

        return copies;
    }
}

/// <param name="Load">Seconds of the load itself; 0 without one.</param>
/// <param name="Drain">Seconds until what runs with the models that leave has ended.</param>
/// <param name="Price">What it costs others, in seconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SwapCost(double Load, double Drain, double Price);
