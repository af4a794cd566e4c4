using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Planning;

/// <summary>The next requests of a workload: a window of fixed size that moves along.</summary>
internal sealed class UpcomingRequests(IEnumerable<Arrival> all, PlanFleet fleet, int size)
{
    private readonly IEnumerator<Arrival> _all = all.GetEnumerator();
    private readonly Queue<(long Number, PlanCall Call)> _window = new();
    private readonly List<PlanCall> _next = new(size);
    private bool _isOver;

    /// <returns>Those behind the request, in order; the list changes with the next call.</returns>
    public IReadOnlyList<PlanCall> After(long number)
    {
        while (_window.TryPeek(out var first) && first.Number <= number)
        {
            _window.Dequeue();
        }

        while (!_isOver && _window.Count < size)
        {
            _isOver = !_all.MoveNext();
            if (_isOver)
            {
                _all.Dispose();
            }
            else if (_all.Current.Number > number)
            {
                _window.Enqueue((_all.Current.Number, fleet.CallOf(_all.Current)));
            }
        }

        _next.Clear();
        foreach (var (_, call) in _window)
        {
            _next.Add(call);
        }

        return _next;
    }
}
