namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>
/// Finds the <see cref="TokenTime"/> that explains samples best: weighted least squares on the logarithm of the times, by
/// Gauss-Newton, with outliers weighed down (Cauchy weights; Holland and Welsch: Robust regression using iteratively
/// reweighted least-squares, 1977) and with priors, so that what the samples do not show keeps a sensible value.
/// </summary>
internal static class TokenTimeSolver
{
    private const int Rounds = 8;

    /// <summary>A step of less than a thousandth changes nothing that anybody could see.</summary>
    private const double Settled = 1e-3;
    public const int Unknowns = 4;

    /// <summary>Noise of a time: a share of it, and the grain of timers and sockets.</summary>
    private const double NoiseShare = 0.05;
    private const double NoiseSeconds = 0.005;
    private const double OutlierAt = 2.4;

    // The logarithm of a token's time is as good as free. A call's fixed part is small against its time, or against the
    // patience of people: scheduling, tokenizing and timers take some milliseconds however fast the machine is.
    private const double PerTokenSpread = 20;
    private const double PerCallSpread = 0.05;
    private const double PerCallSpreadSeconds = 0.01;
    private const double MostCost = 4;

    /// <param name="samples">At least one; oldest first.</param>
    /// <param name="forgetting">What each newer sample leaves of a weight.</param>
    /// <param name="guess">What the cost of company is taken for until samples show it.</param>
    /// <param name="spread">How far each part of the guess may be wrong.</param>
    public static TokenTime Solve(
        IReadOnlyList<TimeSample> samples,
        double forgetting,
        SharingCost guess,
        SharingCost spread
    )
    {
        var start = Medians(samples, guess);
        var callSpread = PerCallSpreadSeconds + (PerCallSpread * Median(samples.Select(sample => sample.Seconds)));
        var at = start;
        for (var round = 0; round < Rounds; round++)
        {
            var system = new NormalEquations(Unknowns);
            AddSamples(system, samples, forgetting, at);
            system.AddPrior(0, Math.Log(at.PerToken) - Math.Log(start.PerToken), PerTokenSpread);
            system.AddPrior(1, at.PerCall, callSpread);
            system.AddPrior(2, at.Cost.Same - guess.Same, spread.Same);
            system.AddPrior(3, at.Cost.Others - guess.Others, spread.Others);
            var step = system.Solve();
            at = Moved(at, step, callSpread);
            if (Math.Abs(step[0]) < Settled && Math.Abs(step[2]) < Settled && Math.Abs(step[3]) < Settled)
            {
                break;
            }
        }

        return at;
    }

    private static TokenTime Medians(IReadOnlyList<TimeSample> samples, SharingCost guess) =>
        new(Median(samples.Select(sample => sample.SecondsAlone(guess) / sample.Tokens)), 0, guess);

    private static void AddSamples(
        NormalEquations system,
        IReadOnlyList<TimeSample> samples,
        double forgetting,
        TokenTime at
    )
    {
        var scale = Math.Max(NoiseShare, 1.4826 * Median(samples.Select(sample => Math.Abs(at.LogRatio(sample)))));
        Span<double> slope = stackalloc double[Unknowns];
        var age = 1.0;
        for (var i = samples.Count - 1; i >= 0; i--, age *= forgetting)
        {
            var sample = samples[i];
            var off = -at.LogRatio(sample);
            Slope(sample, at, slope);
            var noise = scale + (NoiseSeconds / sample.Seconds);
            var strange = off / (OutlierAt * scale);
            system.Add(slope, off, age * sample.Weight / (noise * noise * (1 + (strange * strange))));
        }
    }

    /// <summary>
    /// Derivatives of log(expected) - log(time alone) by the logarithm of a token's time, the fixed part, and the costs.
    /// </summary>
    public static void Slope(TimeSample sample, TokenTime at, Span<double> slope)
    {
        var expected = at.SecondsAlone(sample.Tokens);
        slope[0] = at.PerToken * sample.Tokens / expected;
        slope[1] = 1 / expected;
        slope[2] = slope[3] = 0;
        foreach (var share in sample.Shares)
        {
            var alone = share.Seconds / at.Cost.Slowness(share.Same, share.Others);
            slope[2] += alone * share.Same / (1 + (at.Cost.Same * share.Same));
            slope[3] += alone * share.Others / (1 + (at.Cost.Others * share.Others));
        }

        var time = sample.SecondsAlone(at.Cost);
        slope[2] /= time;
        slope[3] /= time;
    }

    private static TokenTime Moved(TokenTime at, ReadOnlySpan<double> step, double callSpread)
    {
        var perToken = at.PerToken * Math.Exp(Math.Clamp(step[0], -1, 1));
        return new TokenTime(
            perToken,
            // Servers count the first token of an answer to the prompt: one token less is as little as it gets.
            Math.Clamp(at.PerCall + step[1], -perToken, 10 * callSpread),
            new SharingCost(
                Math.Clamp(at.Cost.Same + step[2], 0, MostCost),
                Math.Clamp(at.Cost.Others + step[3], 0, MostCost)
            )
        );
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
