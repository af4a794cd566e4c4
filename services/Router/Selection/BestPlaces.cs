using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>Keeps the best few of many places, in order, without sorting the rest.</summary>
/// <param name="limit">How many are kept.</param>
/// <param name="perModel">How many of them may be of one model.</param>
internal sealed class BestPlaces(int limit, int perModel)
{
    private readonly List<ReplicaPlace> _places = new(Math.Min(limit, 32) + 1);

    public IReadOnlyList<ReplicaPlace> Places => _places;

    /// <summary>All that were added.</summary>
    public int Count { get; private set; }

    /// <summary>Even without any wait, load or price no place of the model would be kept.</summary>
    public bool IsOutOfReach(RankedModel model)
    {
        if (_places.Count < limit)
        {
            return false;
        }

        ref readonly var last = ref CollectionsMarshal.AsSpan(_places)[^1];
        return last is { HasFailed: false, IsLate: false, IsDegraded: false }
            && (last.Model.Offer.Simulated, last.Model.Place).CompareTo((model.Offer.Simulated, model.Place))
                is var rank
            && (rank < 0 || (rank == 0 && last.Value >= model.Worth));
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
        var (count, last) = (0, -1);
        var places = CollectionsMarshal.AsSpan(_places);
        for (var i = 0; i < places.Length; i++)
        {
            if (ReferenceEquals(places[i].Model, model))
            {
                (count, last) = (count + 1, i);
            }
        }

        if (count > perModel)
        {
            _places.RemoveAt(last);
        }
        else if (_places.Count > limit)
        {
            _places.RemoveAt(limit);
        }
    }
}
