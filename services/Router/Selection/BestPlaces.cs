namespace Orchestrator.Router.Selection;

/// <summary>Keeps the best few of many places, in order, without sorting the rest.</summary>
/// <param name="limit">How many are kept.</param>
internal sealed class BestPlaces(int limit)
{
    private readonly List<ReplicaPlace> _places = new(Math.Min(limit, 32) + 1);

    public IReadOnlyList<ReplicaPlace> Places => _places;

    /// <summary>All that were added.</summary>
    public int Count { get; private set; }

    /// <summary>Those that are as good as the best, the best included.</summary>
    public int AsGoodAsBest { get; private set; }

    public void Add(ReplicaPlace place)
    {
        Count++;
        var rank = _places.Count == 0 ? -1 : place.Compare(_places[0]);
        AsGoodAsBest =
            rank < 0 ? 1
            : rank == 0 ? AsGoodAsBest + 1
            : AsGoodAsBest;
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
        if (_places.Count > limit)
        {
            _places.RemoveAt(limit);
        }
    }
}
