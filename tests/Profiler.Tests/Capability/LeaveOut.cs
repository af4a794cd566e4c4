using System.Collections.Concurrent;
using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Tests.Capability;

/// <summary>Predicts each group of figures from all others.</summary>
/// <remarks>
/// For a Gaussian model with inverse covariance Q, the left-out block B has the error (Q_BB)⁻¹ (Q y)_B and the covariance
/// (Q_BB)⁻¹ (Rasmussen and Williams, §5.4.2, for blocks): one inversion does for all groups.
/// </remarks>
internal static class LeaveOut
{
    /// <summary>Rankings of fewer models tell nothing of a model's place in them.</summary>
    private const int RankedMin = 5;

    /// <summary>Half the width of a normal interval of 80 %.</summary>
    private const double EightyPercent = 1.2816;

    private static readonly ConcurrentDictionary<AbilityVariances, (double[][] Inverse, double[] Weights)> _solved =
        new();

    public static LeaveOutResult Run(AbilityVariances variances, Func<Figure, string> groupOf)
    {
        var figures = Benchmarks.Figures;
        var (inverse, weights) = _solved.GetOrAdd(variances, Solve);
        var ranked = figures.GroupBy(figure => figure.Ranking).ToDictionary(group => group.Key, group => group.Count());
        var errors = figures
            .Index()
            .GroupBy(pair => groupOf(pair.Item), pair => pair.Index)
            .SelectMany(group => Errors([.. group], inverse, weights))
            .Where(error => ranked[figures[error.At].Ranking] >= RankedMin)
            .ToList();
        return new LeaveOutResult(
            errors.Count,
            errors.Average(error => Points(figures[error.At], error.Residual)),
            errors.Average(error => Math.Abs(error.Residual) <= EightyPercent * error.Spread ? 1.0 : 0.0)
        );
    }

    private static (double[][] Inverse, double[] Weights) Solve(AbilityVariances variances)
    {
        var figures = Benchmarks.Figures;
        var kernel = new AbilityKernel(variances);
        var factor = Cholesky.Of(
            figures.Length,
            (i, j) => AbilityModel.Covariance(kernel, variances, figures[i], figures[j], i == j)
        );
        return (factor.InverseRows(), factor.Solve([.. figures.Select(figure => figure.Scaled)]));
    }

    private static IEnumerable<(int At, double Residual, double Spread)> Errors(
        int[] block,
        double[][] inverse,
        double[] weights
    )
    {
        var factor = Cholesky.Of(block.Length, (i, j) => inverse[block[i]][block[j]]);
        var residuals = factor.Solve([.. block.Select(at => weights[at])]);
        var covariance = factor.InverseRows();
        return block.Select((at, i) => (at, residuals[i], Math.Sqrt(covariance[i][i])));
    }

    private static double Points(Figure figure, double residual)
    {
        var predicted = Odds.ToShare(figure.LogOdds - (residual * figure.Benchmark.Slope));
        return 100 * Math.Abs(predicted - Odds.ToShare(figure.LogOdds));
    }
}

/// <param name="PointsOff">Mean absolute error, in points of a hundred of the figures' own scale.</param>
/// <param name="CoverageOf80">Share of figures inside their interval of 80 %.</param>
internal sealed record LeaveOutResult(int Count, double PointsOff, double CoverageOf80);
