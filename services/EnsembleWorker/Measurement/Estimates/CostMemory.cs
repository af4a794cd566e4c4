namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>
/// What samples that are gone have shown of the cost of company. Newer ones need not show it again: while a replica is
/// always full, nothing tells a slow machine from a costly neighbour.
/// </summary>
internal sealed class CostMemory
{
    private const double Forgetting = 0.995;

    /// <summary>Noise that a sample is reckoned with, rather too much.</summary>
    private const double Noise = 0.1;
    private const double NoiseSeconds = 0.01;

    /// <summary>Machines change a little with drivers and heat: what was shown is never sure beyond this.</summary>
    private const double SpreadLeast = 0.05;

    // The first two, the time of a token and of a call, may have become anything meanwhile.
    private static readonly double[] _free = [10, 10, 5, 5];

    private readonly NormalEquations _seen = new(TokenTimeSolver.Unknowns);
    private readonly double[] _slope = new double[TokenTimeSolver.Unknowns];
    private (double Value, double Weight) _same;
    private (double Value, double Weight) _others;

    /// <param name="sample">One that is about to be forgotten.</param>
    /// <param name="at">What was known when it went.</param>
    public void Add(TimeSample sample, TokenTime at)
    {
        var noise = Noise + (NoiseSeconds / sample.Seconds);
        TokenTimeSolver.Slope(sample, at, _slope);
        _seen.Scale(Forgetting);
        _seen.Add(_slope, 0, sample.Weight / (noise * noise));
        _same = Learnt(_same, at.Cost.Same, WeightOf(2));
        _others = Learnt(_others, at.Cost.Others, WeightOf(3));
    }

    /// <summary>What to take the cost for, and how far each part of it may be wrong.</summary>
    /// <param name="guess">What others have shown.</param>
    /// <param name="spread">How far that may be wrong.</param>
    public (SharingCost Cost, SharingCost Spread) With(SharingCost guess, double spread)
    {
        var (same, sameSpread) = Blend(_same, guess.Same, spread);
        var (others, othersSpread) = Blend(_others, guess.Others, spread);
        return (new SharingCost(same, others), new SharingCost(sameSpread, othersSpread));
    }

    private double WeightOf(int unknown)
    {
        var spread = Math.Max(SpreadLeast, _seen.SpreadOf(unknown, _free));
        return 1 / (spread * spread);
    }

    // Only as far as this sample has added to what is known: one that says nothing about it would pass on a mere guess.
    private static (double, double) Learnt((double Value, double Weight) before, double value, double weight)
    {
        var share = Math.Clamp((weight - (Forgetting * before.Weight)) / weight, 0, 1);
        return (before.Value + (share * (value - before.Value)), weight);
    }

    private static (double Value, double Spread) Blend((double Value, double Weight) own, double guess, double spread)
    {
        var weight = 1 / (spread * spread);
        var sum = own.Weight + weight;
        return (((own.Value * own.Weight) + (guess * weight)) / sum, 1 / Math.Sqrt(sum));
    }
}
