namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>
/// Learns how long a token takes on a call that runs alone, from calls of which most did not. It keeps the newest
/// samples, weighs them down as they age, and drops all from before a jump. The solution is worked out when it is asked
/// for, or after a few samples, because each takes some ten microseconds.
/// </summary>
internal sealed class TokenTimeMeter(CostPool pool)
{
    private const int SamplesMax = 96;

    /// <summary>A solution is worked out again when this share of the samples is newer.</summary>
    private const double UnsolvedShare = 0.25;

    /// <summary>Before so many samples nothing is expected, so that nothing can differ from it.</summary>
    private const int SamplesBeforeChange = 6;

    private const double Forgetting = 0.97;
    private const double LeastSeconds = 1e-6;

    private readonly List<TimeSample> _samples = [];
    private readonly ChangeDetector _changes = new();
    private readonly QuantileSketch _speeds = new(Forgetting);
    private readonly CostMemory _costs = new();
    private int _changesSeen;
    private TokenTime? _solution;
    private int _unsolved;

    /// <summary>Null while there is no sample.</summary>
    public TokenTime? Solution
    {
        get
        {
            if (_unsolved > 0)
            {
                Solve();
            }

            return _solution;
        }
    }

    /// <summary>Jumps that were noticed.</summary>
    public int Changes { get; private set; }

    /// <summary>Effective number of samples.</summary>
    public double Weight
    {
        get
        {
            var (sum, age) = (0.0, 1.0);
            for (var i = _samples.Count - 1; i >= 0; i--, age *= Forgetting)
            {
                sum += age * _samples[i].Weight;
            }

            return sum;
        }
    }

    /// <param name="sample">Ignored when its figures make no sense.</param>
    /// <param name="tokensMost">What it may have been instead, where a cache is guessed at: it is no jump then.</param>
    /// <returns>True when this sample shows that the speed has jumped.</returns>
    public bool Add(TimeSample sample, double tokensMost = 0)
    {
        var seconds = sample.Seconds;
        if (!(sample.Tokens > 0) || !(sample.Weight > 0) || !(seconds > LeastSeconds) || !double.IsFinite(seconds))
        {
            return false;
        }

        _samples.Add(sample);
        _unsolved++;
        var since = _solution is { } known ? Since(known, sample, Math.Max(sample.Tokens, tokensMost)) : 0;
        Trim(since);
        if (_unsolved >= UnsolvedShare * _samples.Count || since > 0 || _samples.Count < SamplesBeforeChange)
        {
            Solve();
        }

        AddSpeed(sample);
        return since > 0;
    }

    /// <summary>Tokens per second of one call.</summary>
    /// <param name="sameCalls">Other calls of the model that run beside it.</param>
    public Estimated Speed(int sameCalls = 0)
    {
        if (Solution is not { } solution)
        {
            return default;
        }

        var beside = solution.TokensPerSecond(sameCalls);
        return sameCalls == 0
            ? Estimated.Of(beside, _speeds, Weight)
            : new Estimated(beside, 0, 0, WeightBeside(sameCalls));
    }

    // Slower than all of its tokens would explain is slower, and faster than the fewest is faster.
    private int Since(TokenTime known, TimeSample sample, double tokensMost)
    {
        var slower = known.LogRatio(sample with { Tokens = tokensMost });
        var faster = known.LogRatio(sample);
        // In between, nothing is shown either way.
        var isUnclear = slower < 0 && faster > 0;
        return isUnclear || _samples.Count <= SamplesBeforeChange ? 0 : Compare(slower > 0 ? slower : faster);
    }

    // When another quantity of the replica has jumped, this one probably has: one call that agrees is enough.
    private int Compare(double logRatio)
    {
        if (_changesSeen != pool.Jumps.Count)
        {
            _changesSeen = pool.Jumps.Count;
            _changes.Expect(pool.Jumps.Direction);
        }

        var since = _changes.Add(logRatio);
        if (since > 0)
        {
            pool.Jumps.Add(Math.Sign(logRatio));
            _changesSeen = pool.Jumps.Count;
        }

        return since;
    }

    private void Trim(int sinceChange)
    {
        var gone =
            sinceChange > 0 ? _samples.Count - sinceChange
            : _samples.Count > SamplesMax ? 1
            : 0;
        for (var i = 0; i < gone && _solution is { } known; i++)
        {
            // The machine got slower or faster; what company costs is a matter of its kind.
            _costs.Add(_samples[i], known);
        }

        _samples.RemoveRange(0, Math.Max(0, gone));
        if (sinceChange > 0)
        {
            _speeds.Clear();
            Changes++;
        }
    }

    private void Solve()
    {
        _unsolved = 0;
        if (_samples.Count > 0)
        {
            var (guess, spread) = pool.GuessFor(this);
            var (cost, costSpread) = _costs.With(guess, spread);
            var solution = TokenTimeSolver.Solve(_samples, Forgetting, cost, costSpread);
            pool.Show(this, solution.Cost, Weight);
            _solution = solution;
        }
    }

    private void AddSpeed(TimeSample sample)
    {
        if (_solution is { } solution)
        {
            var alone = sample.SecondsAlone(solution.Cost);
            // A call that was shorter than the fixed part says nothing about the other one.
            _speeds.Add(alone > 2 * solution.PerCall ? sample.Tokens / (alone - solution.PerCall) : 0);
        }
    }

    private double WeightBeside(int sameCalls)
    {
        var (sum, age) = (0.0, 1.0);
        for (var i = _samples.Count - 1; i >= 0; i--, age *= Forgetting)
        {
            var seconds = _samples[i].Seconds;
            var beside = _samples[i].Shares.Where(share => share.Same == sameCalls).Sum(share => share.Seconds);
            sum += age * _samples[i].Weight * beside / seconds;
        }

        return sum;
    }
}
