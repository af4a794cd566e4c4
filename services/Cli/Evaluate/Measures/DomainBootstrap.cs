namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>
/// Resamples domains and not prompts, because the next prompt may be of a domain that is not here (Efron and Tibshirani, "An
/// Introduction to the Bootstrap", 1993). All figures of a resample come from the same domains, so differences are paired.
/// </summary>
internal static class DomainBootstrap
{
    private const double Tail = 0.025;

    /// <param name="figures">Of weights by domain.</param>
    public static Interval[] Of(
        Func<double[], double[]> figures,
        int domains,
        int resamples,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var values = figures(Weights(domains, 1));
        var drawn = new double[values.Length][];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = new double[resamples];
        }

        for (var resample = 0; resample < resamples; resample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var of = figures(Drawn(domains, random));
            for (var i = 0; i < of.Length; i++)
            {
                drawn[i][resample] = of[i];
            }
        }

        return
        [
            .. values.Select((value, i) => new Interval(value, Quantile(drawn[i], Tail), Quantile(drawn[i], 1 - Tail))),
        ];
    }

    public static double[] Weights(int domains, double weight)
    {
        var weights = new double[domains];
        Array.Fill(weights, weight);
        return weights;
    }

    private static double[] Drawn(int domains, Random random)
    {
        var weights = new double[domains];
        for (var i = 0; i < domains; i++)
        {
            weights[random.Next(domains)]++;
        }

        return weights;
    }

    // Resamples in which a figure has no value (there was no gap) do not count.
    private static double Quantile(double[] values, double share)
    {
        var known = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        if (known.Length == 0)
        {
            return double.NaN;
        }

        var place = share * (known.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, known.Length - 1);
        return known[below] + ((place - below) * (known[above] - known[below]));
    }
}
