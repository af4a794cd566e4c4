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

        var last = _places[^1];
        return last is { HasFailed: false, IsLate: false, IsDegraded: false }
            && (last.Model.Offer.Simulated, last.Model.Place).CompareTo((model.Offer.Simulated, model.Place))
                is var rank
            && (rank < 0 || (rank == 0 && last.Value >= model.Worth));
    }

    public void Add(in ReplicaPlace place)
    {
        Count++;
        if (_places.Count == limit && ReplicaPlace.BestFirst(place, _places[^1]) >= 0)
        {
            return;
        }

        var at = _places.Count;
        while (at > 0 && ReplicaPlace.BestFirst(place, _places[at - 1]) < 0)
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
        for (var i = 0; i < _places.Count; i++)
        {
            if (ReferenceEquals(_places[i].Model, model))
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
