using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Learned;

/// <summary>
/// Thompson sampling with a cap: each model is taken with the probability of being the best one, given how sure its quality
/// is (Thompson 1933; Chapelle and Li, "An Empirical Evaluation of Thompson Sampling", NIPS 2011), but all models other than
/// the best one together with no more than the cap.
/// </summary>
/// <remarks>
/// The probabilities are worked out and one number is drawn, instead of drawing qualities and counting: so the propensity of a
/// choice is exact, which later estimates of other policies divide by.
/// </remarks>
internal static class Exploration
{
    /// <summary>Models that are compared; those whose best case is worse are never tried.</summary>
    public const int Contenders = 6;

    // The curve beyond ±4 holds 6 in 100,000.
    private const double Reach = 4;
    private const int Steps = 32;
    private const double ErrorMin = 0.005;

    /// <param name="values">What each model is worth with its expected quality.</param>
    /// <param name="errors">Standard errors of their qualities.</param>
    /// <param name="cap">What all but the best may have together, 0 to 1.</param>
    /// <returns>Probability of each; they add up to 1. Empty for no models.</returns>
    public static double[] Propensities(ReadOnlySpan<double> values, ReadOnlySpan<double> errors, double cap)
    {
        var probabilities = new double[values.Length];
        if (values.Length == 0)
        {
            return probabilities;
        }

        var contenders = Best(values, errors);
        var best = IndexOfMax(values);
        var others = cap > 0 && contenders.Count > 1 ? Weigh(contenders, best, values, errors, probabilities) : 0;
        var scale = others > cap ? cap / others : 1;
        foreach (var index in contenders)
        {
            probabilities[index] *= scale;
        }

        probabilities[best] = 1 - (others * scale);
        return probabilities;
    }

    /// <param name="drawn">From 0 to 1, without 1.</param>
    public static int Pick(ReadOnlySpan<double> propensities, double drawn)
    {
        var last = 0;
        for (var i = 0; i < propensities.Length; i++)
        {
            if (propensities[i] <= 0)
            {
                continue;
            }

            last = i;
            drawn -= propensities[i];
            if (drawn < 0)
            {
                break;
            }
        }

        return last;
    }

    /// <returns>What all but the best have together, before the cap.</returns>
    private static double Weigh(
        List<int> contenders,
        int best,
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> errors,
        double[] probabilities
    )
    {
        var sum = 0.0;
        foreach (var index in contenders)
        {
            probabilities[index] = IsBest(index, contenders, values, errors);
            sum += probabilities[index];
        }

        foreach (var index in contenders)
        {
            probabilities[index] /= sum;
        }

        return 1 - probabilities[best];
    }

    /// <summary>∫ φ(z) Π Φ((own quality at z − theirs) / their error) dz by the trapezoidal rule.</summary>
    private static double IsBest(
        int index,
        List<int> contenders,
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> errors
    )
    {
        var sum = 0.0;
        for (var step = 0; step <= Steps; step++)
        {
            var z = Reach * ((2.0 * step / Steps) - 1);
            var own = values[index] + (Error(errors[index]) * z);
            var product = NormalCurve.Density(z);
            foreach (var other in contenders)
            {
                product *= other == index ? 1 : NormalCurve.Below((own - values[other]) / Error(errors[other]));
            }

            sum += product;
        }

        return sum;
    }

    /// <summary>Those with the best cases: two errors above what is expected.</summary>
    private static List<int> Best(ReadOnlySpan<double> values, ReadOnlySpan<double> errors)
    {
        var kept = new List<int>(Contenders + 1);
        for (var i = 0; i < values.Length; i++)
        {
            var at = kept.Count;
            while (at > 0 && BestCase(i, values, errors) > BestCase(kept[at - 1], values, errors))
            {
                at--;
            }

            kept.Insert(at, i);
            if (kept.Count > Contenders)
            {
                kept.RemoveAt(Contenders);
            }
        }

        var best = IndexOfMax(values);
        if (!kept.Contains(best))
        {
            kept[^1] = best;
        }

        return kept;
    }

    private static double BestCase(int index, ReadOnlySpan<double> values, ReadOnlySpan<double> errors) =>
        values[index] + (2 * Error(errors[index]));

    private static double Error(double error) => Math.Max(error, ErrorMin);

    private static int IndexOfMax(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
