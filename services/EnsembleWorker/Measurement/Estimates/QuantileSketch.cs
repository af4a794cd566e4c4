namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>
/// Quantiles of positive numbers without keeping them, the newest counting most. DDSketch (Masson, Rim and Lee: DDSketch:
/// a fast and fully-mergeable quantile sketch with relative-error guarantees, VLDB 2019): buckets that grow by a constant
/// factor, so that a quantile is right to <see cref="Accuracy"/>. Ours forgets: each observation lowers the weight of all
/// before it, and a bucket that weighs nothing any more is dropped, which bounds their number.
/// </summary>
/// <param name="forgetting">What each further observation leaves of a weight; below 1.</param>
internal sealed class QuantileSketch(double forgetting)
{
    /// <summary>Relative error of a quantile.</summary>
    public const double Accuracy = 0.02;

    private const double Least = 1e-9;
    private const double Most = 1e12;
    private const double Negligible = 1e-3;
    private static readonly double _logGrowth = Math.Log((1 + Accuracy) / (1 - Accuracy));

    private readonly SortedDictionary<int, double> _buckets = [];

    /// <summary>Effective number of observations.</summary>
    public double Weight { get; private set; }

    /// <summary>For tests: the memory that it takes.</summary>
    public int Buckets => _buckets.Count;

    /// <param name="value">Ignored unless it is positive and finite.</param>
    public void Add(double value)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            return;
        }

        Forget();
        var bucket = (int)Math.Ceiling(Math.Log(Math.Clamp(value, Least, Most)) / _logGrowth);
        _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + 1;
        Weight = _buckets.Values.Sum();
    }

    /// <returns>0 while it is empty.</returns>
    public double Quantile(double share)
    {
        var target = share * Weight;
        var sum = 0.0;
        var last = 0;
        foreach (var (bucket, weight) in _buckets)
        {
            sum += weight;
            last = bucket;
            if (sum >= target)
            {
                break;
            }
        }

        // The middle of the bucket, by relative error.
        return _buckets.Count == 0 ? 0 : Math.Exp(last * _logGrowth) * (1 - Accuracy);
    }

    public void Clear()
    {
        _buckets.Clear();
        Weight = 0;
    }

    private void Forget()
    {
        foreach (var bucket in _buckets.Keys.ToList())
        {
            var left = _buckets[bucket] * forgetting;
            if (left < Negligible)
            {
                _buckets.Remove(bucket);
            }
            else
            {
                _buckets[bucket] = left;
            }
        }
    }
}
