using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>Keeps the best few of many places, in order, without sorting the rest.</summary>
/// <param name="limit">How many are kept.</param>
/// <param name="perModel">How many of them may be of one model.</param>
internal sealed class BestPlaces(int limit, int perModel)
{
    private readonly List<ReplicaPlace> _places = new(Math.Min(limit, 32) + 1);

    // The model that was added last, when it has as many as it may have, and where the last one of them is.
    private RankedModel? _full;
    private int _lastOfFull;

    public IReadOnlyList<ReplicaPlace> Places => _places;

    /// <summary>All that were added, kept or not.</summary>
    public int Count { get; private set; }

    /// <summary>Even without any wait, load or price no place of the model would be kept.</summary>
    public bool IsOutOfReach(RankedModel model)
    {
        if (_places.Count < limit)
        {
            return false;
        }

        return IsOutOfReach(CollectionsMarshal.AsSpan(_places)[^1], model);
    }

    /// <summary>Even without any wait, load or price every place of the model would come after this one.</summary>
    public static bool IsOutOfReach(in ReplicaPlace last, RankedModel model) =>
        last is { HasFailed: false, IsLate: false, IsDegraded: false }
        && (last.Model.Offer.Simulated, last.Model.Place).CompareTo((model.Offer.Simulated, model.Place)) is var rank
        && (rank < 0 || (rank == 0 && last.Value >= model.Worth));

    /// <returns>The value below which no place of the model is kept, wherever it is.</returns>
    public double BarOf(RankedModel model)
    {
        var isFull = ReferenceEquals(model, _full);
        if (!isFull && _places.Count < limit)
        {
            return double.NegativeInfinity;
        }

        var places = CollectionsMarshal.AsSpan(_places);
        ref readonly var last = ref places[isFull ? _lastOfFull : places.Length - 1];
        // Nothing that goes before every value can be better there.
        return
            last is { HasFailed: false, IsLate: false, IsDegraded: false, Entry.Replica.Simulated: false }
            && last.Model.Place <= model.Place
            ? last.Value
            : double.NegativeInfinity;
    }

    public void Clear()
    {
        _places.Clear();
        _full = null;
    }

    public void Add(in ReplicaPlace place)
    {
        Count++;
        var places = CollectionsMarshal.AsSpan(_places);
        if (places.Length == limit && ReplicaPlace.BestFirst(place, places[^1]) >= 0)
        {
            return;
        }

        var at = places.Length;
        while (at > 0 && ReplicaPlace.BestFirst(place, places[at - 1]) < 0)
        {
            at--;
        }

        _places.Insert(at, place);
        Trim(place.Model);
    }

    // The last one of a model that has too many goes, or else the last one of all.
    private void Trim(RankedModel model)
    {
        var (count, last, before) = (0, -1, -1);
        var places = CollectionsMarshal.AsSpan(_places);
        for (var i = 0; i < places.Length; i++)
        {
            if (ReferenceEquals(places[i].Model, model))
            {
                (count, last, before) = (count + 1, i, last);
            }
        }

        if (count > perModel)
        {
            _places.RemoveAt(last);
            (count, last) = (count - 1, before);
        }
        else if (_places.Count > limit)
        {
            _places.RemoveAt(limit);
            count -= last == limit ? 1 : 0;
        }

        (_full, _lastOfFull) = count == perModel ? (model, last) : (null, 0);
    }
}
