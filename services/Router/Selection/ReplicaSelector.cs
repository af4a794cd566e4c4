using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>
/// Drives the selection state. A choice is worked out outside of the lock, on the state as it was; inside, it is only put in
/// place if nobody else has chosen meanwhile. So a burst sees its own choices, and nobody waits while another one thinks.
/// </summary>
internal sealed class ReplicaSelector(ModelRanking ranking, SelectionLimits limits, Random random, TimeProvider clock)
{
    // After so many choices that others overtook, the next one is worked out inside the lock.
    private const int OvertakenMost = 3;

    private readonly Lock _changing = new();
    private readonly LockedRandom _random = new(random);
    private SelectionState _state = SelectionState.Empty;

    /// <summary>The fleet that the next choice sees.</summary>
    public FleetSnapshot Fleet => Volatile.Read(ref _state).Fleet;

    public SelectionResult Choose(SelectionRequest request)
    {
        for (var overtaken = 0; overtaken < OvertakenMost; overtaken++)
        {
            var before = Volatile.Read(ref _state);
            var (after, result) = Choose(before, request);
            if (ReferenceEquals(before, after) || TryReplace(before, after))
            {
                return result;
            }
        }

        lock (_changing)
        {
            var (after, result) = Choose(_state, request);
            Volatile.Write(ref _state, after);
            return result;
        }
    }

    public void Report(AttemptReported report) => Change((state, now) => state.WithReport(report, now, limits));

    public void Update(FleetSnapshot fleet) => Change((state, now) => state.WithFleet(fleet, now, limits));

    private (SelectionState State, SelectionResult Result) Choose(SelectionState state, SelectionRequest request) =>
        state.Choose(request, ranking.Rank(state.Fleet, request), clock.GetUtcNow(), limits, _random);

    private bool TryReplace(SelectionState before, SelectionState after)
    {
        lock (_changing)
        {
            if (!ReferenceEquals(_state, before))
            {
                return false;
            }

            Volatile.Write(ref _state, after);
            return true;
        }
    }

    private void Change(Func<SelectionState, DateTimeOffset, SelectionState> change)
    {
        lock (_changing)
        {
            Volatile.Write(ref _state, change(_state, clock.GetUtcNow()));
        }
    }
}

/// <summary>One source of chance for several threads: a choice draws a few numbers, each under the lock.</summary>
internal sealed class LockedRandom(Random random) : Random
{
    private readonly Lock _drawing = new();

    public override int Next(int maxValue)
    {
        lock (_drawing)
        {
            return random.Next(maxValue);
        }
    }

    public override long NextInt64()
    {
        lock (_drawing)
        {
            return random.NextInt64();
        }
    }

    public override double NextDouble()
    {
        lock (_drawing)
        {
            return random.NextDouble();
        }
    }
}
