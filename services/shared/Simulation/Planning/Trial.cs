using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Planning;

/// <summary>Watches a policy that is tried out on the whole workload, and stops it when it cannot be the best any more.</summary>
internal sealed class Trial(long requests, TrialResult best, CancellationTokenSource stop) : IReplayObserver
{
    private const double Share = 0.95;
    private const double Margin = 0.03;

    private readonly LogHistogram _firstToken = new();
    private readonly long _lateAllowed = requests - (long)Math.Ceiling(Share * requests);
    private double _sum;
    private long _refused;
    private long _late;

    public TrialResult Result => new(_firstToken.Quantile(Share), _refused, _sum);

    public void Completed(CompletedRequest done)
    {
        var seconds = done.FirstToken.TotalSeconds;
        _firstToken.Add(seconds);
        _sum += seconds;
        Count(seconds);
    }

    public void Refused(TimeSpan at, Arrival request)
    {
        _firstToken.AddEndless();
        _refused++;
        Count(double.PositiveInfinity);
    }

    private void Count(double seconds)
    {
        // More than the rounding of the histogram, so that the better one is never stopped.
        _late += seconds > best.FirstTokenP95 * (1 + Margin) ? 1 : 0;
        if (
            double.IsInfinity(best.FirstTokenP95)
                ? _refused > best.Refused && _refused > _lateAllowed
                : _late > _lateAllowed
        )
        {
            stop.Cancel();
        }
    }
}
