using Orchestrator.EnsembleWorker.Measurement.Estimates;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>
/// How long a model takes to load. A replica loads one model after another and may first wait until a busy one has
/// drained, so that of a load among other work only its end is sure: it began when it was ordered, or at one of the ends
/// since. Each load is a set of candidates, and the time that most of the loads can have taken is the estimate.
/// </summary>
internal sealed class LoadTimes
{
    private const int LoadsMax = 16;
    private const int CandidatesMax = 8;

    /// <summary>Loads of one model differ by this much: the disk does other things too, or the file is in memory still.</summary>
    private const double SameWithin = 0.15;

    private readonly Queue<double[]> _loads = [];

    /// <summary>Of all loads that succeeded; it only grows.</summary>
    public long Count { get; private set; }

    /// <param name="candidates">Seconds that it may have taken, the most first.</param>
    public void Add(IEnumerable<double> candidates)
    {
        Count++;
        var possible = candidates.Where(seconds => seconds > 0 && double.IsFinite(seconds)).ToArray();
        if (possible.Length == 0)
        {
            return;
        }

        // The latest beginnings are kept: before them something else was certainly under way.
        _loads.Enqueue(possible[^Math.Min(CandidatesMax, possible.Length)..]);
        if (_loads.Count > LoadsMax)
        {
            _loads.Dequeue();
        }
    }

    public Estimated Seconds()
    {
        if (_loads.Count == 0)
        {
            return default;
        }

        // A load with one candidate has a whole vote for it. Of equals the longest wins, which comes first.
        var best = _loads.SelectMany(load => load).OrderDescending().MaxBy(Votes);
        var agreed = _loads.Select(load => Nearest(load, best)).Where(time => IsSame(time, best)).Order().ToArray();
        return new Estimated(Quantile(agreed, 0.5), Quantile(agreed, 0.1), Quantile(agreed, 0.9), agreed.Length);
    }

    private double Votes(double seconds) =>
        _loads.Sum(load => IsSame(Nearest(load, seconds), seconds) ? 1.0 / load.Length : 0);

    private static double Nearest(double[] load, double seconds) => load.MinBy(time => Math.Abs(time - seconds));

    private static bool IsSame(double time, double other) => Math.Abs(time - other) <= SameWithin * other;

    private static double Quantile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
