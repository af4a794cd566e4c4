using Orchestrator.Router.Fleet;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Selection;

/// <summary>
/// The best place of each of the best models. The same weights twice, whatever their names, would only agree with themselves:
/// of these the better place counts.
/// </summary>
/// <param name="limit">How many are kept.</param>
internal sealed class EnsembleMembers(int limit)
{
    private readonly List<ReplicaPlace> _places = new(limit + 1);

    /// <summary>Best first.</summary>
    public IReadOnlyList<ReplicaPlace> Places => _places;

    /// <returns>
    /// Null when the strategy can do what is asked. Its steps give texts, so nobody could carry out a tool call.
    /// </returns>
    public static SelectionResult.Refused? Refuse(SelectionRequest request, FleetSnapshot fleet)
    {
        if (request.Model.Strategy is not { } strategy)
        {
            return null;
        }

        return request.Needs.HasFlag(ModelAbilities.Tools)
                ? NotCapable(new RefusalDetail([], 0, AbilityNames.First(ModelAbilities.Tools)))
            : fleet.Models.Count == 0 ? null
            : !fleet.Strategies.Contains(strategy) ? NotCapable(RefusalDetail.None with { Strategy = strategy })
            : strategy == StrategyNames.Workflow ? RefuseWorkflow(request.Model.Workflow, fleet)
            : null;
    }

    // Asked for without a name it is the only one; of several the caller has to say which.
    private static SelectionResult.Refused? RefuseWorkflow(string? workflow, FleetSnapshot fleet)
    {
        var known = fleet.Workflows;
        return (workflow is null ? known.Count == 1 : known.Contains(workflow, StringComparer.Ordinal))
            ? null
            : NotCapable(
                RefusalDetail.None with
                {
                    Strategy = workflow is null ? StrategyNames.Workflow : StrategyNames.OfWorkflow(workflow),
                    Workflows = known,
                }
            );
    }

    private static SelectionResult.Refused NotCapable(RefusalDetail detail) =>
        new(RefusalKind.NotCapable, RetryAfter: null, detail, []);

    /// <summary>Even without any wait, load or price the model would not be a member.</summary>
    public bool IsOutOfReach(RankedModel model) =>
        _places.Count == limit && BestPlaces.IsOutOfReach(_places[^1], model);

    /// <param name="best">Of one model: none or one.</param>
    public void AddRange(IReadOnlyList<ReplicaPlace> best)
    {
        foreach (var place in best)
        {
            Add(place);
        }
    }

    private void Add(in ReplicaPlace place)
    {
        var same = _places.FindIndex(IsSame(place.Entry.Model));
        if (same >= 0 && ReplicaPlace.BestFirst(place, _places[same]) >= 0)
        {
            return;
        }

        if (same >= 0)
        {
            _places.RemoveAt(same);
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

    private static Predicate<ReplicaPlace> IsSame(ModelSnapshot model) =>
        place => place.Entry.Model.Digest.Length > 0 && place.Entry.Model.Digest == model.Digest;
}
