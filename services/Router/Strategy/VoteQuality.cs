using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Strategy;

/// <summary>How good one answer is that is made from several: as good as a weighted vote of their makers.</summary>
/// <remarks>
/// Condorcet's jury theorem for unequal voters, each weighed by the logarithm of its odds, which is the best weight for
/// independent ones (Nitzan and Paroush 1982), with errors that are correlated by one common cause: a member is right when
/// √ρ·Z + √(1−ρ)·own luck stays below the quantile of its quality, Z and luck standard normal (the one-factor model, Vasicek
/// 1987). Whoever errs says the common wrong answer or one that nobody else says; the largest weight wins, so that a pool of
/// weak members is not taken for a coin. "Correlated Errors in Large Language Models" (Kim et al. 2025) finds that two models
/// which both err give the same wrong answer in 60 % of the cases. docs/strategies.md compares the figures with votes that
/// were carried out.
/// </remarks>
internal static class VoteQuality
{
    /// <summary>Members that are counted: every way in which they may answer is looked at.</summary>
    public const int MembersMax = 7;

    /// <summary>Share of errors that are the common one: two that err agree in 0.75² = 56 % of the cases.</summary>
    public const double CommonErrors = 0.75;

    private const double Reach = 4;
    private const int Steps = 24;
    private const double Least = 0.01;

    /// <summary>As the worker weighs ballots: as if errors were spread over two answers, and never against one's own answer.</summary>
    private const double WrongAnswers = 2;
    private const double WeightMin = 0.02;

    /// <param name="qualities">0 to 1, of at least one member; those above the limit do not count.</param>
    /// <param name="correlation">0: independent; 1: they err together always.</param>
    /// <param name="commonErrors">0: no two errors are alike; 1: all are.</param>
    public static double Of(ReadOnlySpan<double> qualities, double correlation, double commonErrors = CommonErrors)
    {
        var members = qualities[..Math.Min(qualities.Length, MembersMax)];
        Span<double> quantiles = stackalloc double[members.Length];
        Span<double> weights = stackalloc double[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var quality = Math.Clamp(members[i], Least, 1 - Least);
            quantiles[i] = NormalCurve.Quantile(quality);
            weights[i] = Math.Max(WeightMin, Math.Log(WrongAnswers * quality / (1 - quality)));
        }

        return Average(quantiles, weights, Math.Clamp(correlation, 0, 1 - Least), commonErrors);
    }

    /// <summary>∫ φ(z) · quality given z · dz by the trapezoidal rule.</summary>
    private static double Average(
        ReadOnlySpan<double> quantiles,
        ReadOnlySpan<double> weights,
        double correlation,
        double commonErrors
    )
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
            sum += density * Won(right, weights, commonErrors, default);
            whole += density;
        }

        return sum / whole;
    }

    /// <summary>Probability that the right answer has the largest weight, over all ways in which the members that are left may answer.</summary>
    private static double Won(
        ReadOnlySpan<double> right,
        ReadOnlySpan<double> weights,
        double commonErrors,
        in VoteCount count
    )
    {
        if (right.IsEmpty)
        {
            return count.Won;
        }

        var (isRight, weight) = (right[0], weights[0]);
        var alone = (1 - isRight) * (1 - commonErrors);
        var together = (1 - isRight) * commonErrors;
        return (isRight * Won(right[1..], weights[1..], commonErrors, count.Right(weight)))
            + (together > 0 ? together * Won(right[1..], weights[1..], commonErrors, count.Common(weight)) : 0)
            + (alone > 0 ? alone * Won(right[1..], weights[1..], commonErrors, count.Alone(weight)) : 0);
    }
}
