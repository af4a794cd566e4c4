namespace Orchestrator.Simulation.Bounds;

/// <summary>
/// The least mean time that requests can spend at one machine: at each moment it works on the one with the least work
/// left. No order, with or without knowledge of the future, has fewer requests at the machine at any moment (Schrage, "A
/// proof of the optimality of the shortest remaining processing time discipline", Operations Research 16(3), 1968), and
/// the time that all of them spend is the number of them over time.
/// </summary>
internal sealed class ShortestRemaining
{
    // Beyond it the new request is answered at once, for nothing: the mean is lower than truly, which a lower bound may be.
    private const int BacklogMax = 100_000;

    private readonly PriorityQueue<double, double> _left = new();
    private double _now;
    private double _spent;

    public long Requests { get; private set; }

    public void Add(double at, double work)
    {
        Requests++;
        Run(at - _now);
        _now = at;
        if (_left.Count < BacklogMax)
        {
            _left.Enqueue(work, work);
        }
    }

    /// <returns>Seconds, once no more requests come; 0 without any.</returns>
    public double Mean()
    {
        Run(double.PositiveInfinity);
        return Requests == 0 ? 0 : _spent / Requests;
    }

    private void Run(double span)
    {
        while (_left.TryPeek(out var work, out _))
        {
            var ran = Math.Min(work, span);
            _spent += ran * _left.Count;
            span -= ran;
            if (ran < work)
            {
                _left.DequeueEnqueue(work - ran, work - ran);
                return;
            }

            _left.Dequeue();
        }
    }
}
