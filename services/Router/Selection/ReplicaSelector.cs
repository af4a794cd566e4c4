using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>
/// Drives the selection state. The models are ranked outside of the lock; inside, only loads are looked up and one
/// choice is counted, so that a burst sees its own choices.
/// </summary>
internal sealed class ReplicaSelector(ModelRanking ranking, SelectionLimits limits, Random random, TimeProvider clock)
{
    private readonly Lock _changing = new();
    private SelectionState _state = SelectionState.Empty;

    /// <summary>The fleet that the next choice sees.</summary>
    public FleetSnapshot Fleet => Volatile.Read(ref _state).Fleet;

    public SelectionResult Choose(SelectionRequest request)
    {
        var candidates = ranking.Rank(Volatile.Read(ref _state).Fleet, request);
        lock (_changing)
        {
            var (state, result) = _state.Choose(request, candidates, clock.GetUtcNow(), limits, random);
            Volatile.Write(ref _state, state);
            return result;
        }
    }

    public void Report(AttemptReported report) => Change((state, now) => state.WithReport(report, now, limits));

    public void Update(FleetSnapshot fleet) => Change((state, now) => state.WithFleet(fleet, now, limits));

    private void Change(Func<SelectionState, DateTimeOffset, SelectionState> change)
    {
        lock (_changing)
        {
            Volatile.Write(ref _state, change(_state, clock.GetUtcNow()));
        }
    }
}
