using System.Buffers;
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
) : IDisposable
{
    // What is lost with the model that leaves a replica first is the same whatever comes for it: worked out once.
    private readonly double[] _firstLost = NotKnown(fleet.Replicas.Count);
    private string _asked = "";
    private bool _isToCome;
    private bool _isPlanned;
    private int _copies;

    public void Dispose() => ArrayPool<double>.Shared.Return(_firstLost);

    /// <param name="total">Seconds until all that is there now is done.</param>
    public SwapCost Of(ModelEntry entry, in ReplicaStanding standing, double total)
    {
        var (replica, residents) = (entry.Replica, entry.Replica.Backlog.Residents);
        var isPlanned = replica.Plans(entry.Model.Key);
        var price = isPlanned ? 0 : CopyPrice(entry) * entry.Speed.LoadSeconds;
        double drain = 0;
        var victims = MemoryRoom.Victims(replica, residents, entry.Speed.VramBytes, limits.FreeMemoryShare);
        for (var i = 0; i < victims; i++)
        {
            ref readonly var resident = ref residents[i];
            if (resident.Model.Key != entry.Model.Key)
            {
                drain = resident.Calls > 0 ? total : drain;
                price += isPlanned && !replica.Plans(resident.Model.Key) ? 0 : Lost(entry, resident, i);
            }
        }

        // While it loads, whoever is there goes on more slowly, or waits longer. The plan has counted with that.
        price += isPlanned ? 0 : limits.LoadDelayPrice * standing.Load * entry.Speed.LoadSeconds;
        return new SwapCost(entry.Speed.LoadSeconds, drain, Math.Min(price, limits.DisplacedMax.TotalSeconds));
    }

    /// <summary>
    /// True when the replica is loading another model for which this one goes: its owner has decided so, and what it has in
    /// memory is looked at only now and then. New calls would have to wait until it is loaded again.
    /// </summary>
    /// <remarks>
    /// A model that calls only wait for does not count: when to swap is the owner's choice, and in replays leaving early made
    /// waits longer.
    /// </remarks>
    public bool IsLeaving(ModelEntry entry) =>
        entry.Replica.Loading is { } loading
        && entry.Replica.Find(loading.Model) is { } model
        && IsVictimOf(entry, model);

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
    private double Lost(ModelEntry entry, in Resident resident, int place)
    {
        if (place > 0)
        {
            return Lost(entry, resident);
        }

        ref var lost = ref _firstLost[entry.ReplicaIndex];
        return double.IsNaN(lost) ? lost = Lost(entry, resident) : lost;
    }

    private double Lost(ModelEntry entry, in Resident resident)
    {
        var key = resident.Model.Key;
        var load = resident.Speed.LoadSeconds;
        if (entry.Replica.Plans(key) || IsYoung(entry.Replica.Name, key))
        {
            return load;
        }

        // Its own copy is among them.
        var places = Math.Max(1, fleet.Find(key)?.Copies ?? 1);
        var calls = demand.PerSecond(key, now, limits.DemandMemory) * limits.WantedWithin.TotalSeconds;
        return load * Math.Min(1, calls / places) / places;
    }

    private bool IsYoung(string replica, string model) =>
        residency.Since(replica, model) is { } loadedAt && now - loadedAt < limits.MinResidency;

    /// <returns>What one more copy costs others, in loads, at a replica where the plan does not have the model.</returns>
    private double CopyPrice(ModelEntry entry)
    {
        Ask(entry.Model.Key);
        if (_isPlanned)
        {
            return limits.UnplannedCopyPrice;
        }

        var own = entry.Model.Loaded is not null && entry.Replica.IsServing ? 1 : 0;
        return _copies > own || _isToCome ? limits.ExtraCopyPrice : 0;
    }

    // Asked for one model after another, of many replicas each.
    private void Ask(string model)
    {
        if (_asked == model)
        {
            return;
        }

        var offer = fleet.Find(model);
        _asked = model;
        _copies = offer?.Copies ?? 0;
        _isToCome = demand.IsOnItsWay(model, now);
        _isPlanned = offer is not null && fleet.Plans(model);
    }

    private static double[] NotKnown(int count)
    {
        var values = ArrayPool<double>.Shared.Rent(count);
        Array.Fill(values, double.NaN, 0, count);
        return values;
    }
}

/// <param name="Load">Seconds of the load itself; 0 without one.</param>
/// <param name="Drain">Seconds until what runs with the models that leave has ended.</param>
/// <param name="Price">What it costs others, in seconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SwapCost(double Load, double Drain, double Price);
