using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Strategy;

/// <summary>How good one answer is that is made from several: as good as a weighted vote of their makers.</summary>
/// <remarks>
/// Condorcet's jury theorem for unequal voters, each weighed by the logarithm of its odds, which is the best weight for
/// independent ones (Nitzan and Paroush 1982), with errors that are correlated by one common cause: a member is right when
/// √ρ·Z + √(1−ρ)·own luck stays below the quantile of its quality, Z and luck standard normal (the one-factor model, Vasicek
/// 1987). That models err together is measured: "Correlated Errors in Large Language Models" (Kim et al. 2025) finds that two
/// models which both err give the same wrong answer in 60 % of the cases. A vote counts wrong answers as agreeing, which real
/// ones often do not: the estimate errs on the low side for them.
/// </remarks>
internal static class VoteQuality
{
    /// <summary>Members that are counted: every set of them is looked at.</summary>
    public const int MembersMax = 7;

    private const double Reach = 4;
    private const int Steps = 24;
    private const double Least = 0.01;

    /// <param name="qualities">0 to 1, of at least one member; those above the limit do not count.</param>
    /// <param name="correlation">0: independent; 1: they err together always.</param>
    public static double Of(ReadOnlySpan<double> qualities, double correlation)
    {
        var members = qualities[..Math.Min(qualities.Length, MembersMax)];
        Span<double> quantiles = stackalloc double[members.Length];
        Span<double> weights = stackalloc double[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var quality = Math.Clamp(members[i], Least, 1 - Least);
            quantiles[i] = NormalCurve.Quantile(quality);
            weights[i] = Math.Max(0, Math.Log(quality / (1 - quality)));
        }

        return Average(quantiles, weights, Math.Clamp(correlation, 0, 1 - Least));
    }

    /// <summary>∫ φ(z) · quality given z · dz by the trapezoidal rule.</summary>
    private static double Average(ReadOnlySpan<double> quantiles, ReadOnlySpan<double> weights, double correlation)
    {
        Span<double> right = stackalloc double[quantiles.Length];
        double sum = 0;
        double whole = 0;
        for (var step = 0; step <= Steps; step++)
        {
            var z = Reach * ((2.0 * step / Steps) - 1);
            for (var i = 0; i < quantiles.Length; i++)
            {
                right[i] = NormalCurve.Below(
                    (quantiles[i] - (Math.Sqrt(correlation) * z)) / Math.Sqrt(1 - correlation)
                );
            }

            var density = NormalCurve.Density(z);
            sum += density * Majority(right, weights);
            whole += density;
        }

        return sum / whole;
    }

    /// <summary>Probability that the weights of those who are right are the larger part; half of it where both are equal.</summary>
    private static double Majority(ReadOnlySpan<double> right, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (var set = 0; set < 1 << right.Length; set++)
        {
            double probability = 1;
            double balance = 0;
            for (var i = 0; i < right.Length; i++)
            {
                var isRight = ((set >> i) & 1) == 1;
                probability *= isRight ? right[i] : 1 - right[i];
                balance += isRight ? weights[i] : -weights[i];
            }

            sum +=
                balance > 1e-9 ? probability
                : balance > -1e-9 ? probability / 2
                : 0;
        }

        return sum;
    }
}
