using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

/// <summary>
/// Abilities given the figures: each figure is the ability of its model, plus the difficulty of its benchmark and
/// harness, plus noise, so a harness is only ever compared with itself. Best linear unbiased prediction by one
/// factorisation of the figures' covariance.
/// </summary>
internal sealed class AbilityModel
{
    /// <summary>Of what all figures have in common: nothing is assumed about it.</summary>
    private const double CommonVariance = 4;

    private readonly ImmutableArray<Figure> _figures;
    private readonly AbilityKernel _kernel;
    private readonly Cholesky _factor;
    private readonly double[] _weights;

    public AbilityModel(ImmutableArray<Figure> figures, AbilityVariances variances)
    {
        _figures = figures;
        _kernel = new AbilityKernel(variances);
        _factor = Cholesky.Of(figures.Length, (i, j) => Covariance(_kernel, variances, figures[i], figures[j], i == j));
        _weights = _factor.Solve([.. figures.Select(figure => figure.Scaled)]);
    }

    /// <summary>The covariance of two figures.</summary>
    public static double Covariance(
        AbilityKernel kernel,
        AbilityVariances variances,
        Figure one,
        Figure other,
        bool isSameFigure
    )
    {
        var sum = CommonVariance + kernel.Covariance(one.Point, other.Point);
        sum += one.Benchmark.Name == other.Benchmark.Name ? variances.Benchmark : 0;
        sum += one.Ranking == other.Ranking ? variances.Ranking : 0;
        return isSameFigure ? sum + variances.Noise : sum;
    }

    /// <summary>A weighted sum of abilities: its mean and variance given all figures.</summary>
    public (double Mean, double Variance) Predict(IReadOnlyList<(AbilityPoint Point, double Weight)> mix)
    {
        var shared = new double[_figures.Length];
        for (var at = 0; at < shared.Length; at++)
        {
            shared[at] = mix.Sum(part => part.Weight * _kernel.Covariance(part.Point, _figures[at].Point));
        }

        var known = _factor.Forward(shared);
        var mean = shared.Zip(_weights, (covariance, weight) => covariance * weight).Sum();
        return (mean, Math.Max(0, Prior(mix) - known.Sum(value => value * value)));
    }

    private double Prior(IReadOnlyList<(AbilityPoint Point, double Weight)> mix) =>
        mix.SelectMany(
                (one, i) =>
                    mix.Select(
                        (other, j) =>
                            one.Weight
                            * other.Weight
                            * (
                                i == j
                                    ? _kernel.Variance(one.Point)
                                    : _kernel.Covariance(one.Point, other.Point) + _kernel.Unknown(one.Point)
                            )
                    )
            )
            .Sum();
}
