using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Workloads;

/// <summary>Random numbers of other forms than even ones. The loops reject few draws; their bounds are never met in practice.</summary>
internal static class RandomDraws
{
    private const int TriesMax = 1000;

    /// <returns>With mean 1: the time between arrivals that know nothing of each other.</returns>
    public static double Exponential(SimulationRandom random) => -PortableMath.Log(1 - random.Unit());

    /// <summary>Mean 0, deviation 1: Marsaglia's polar method (Marsaglia and Bray, SIAM Review 6, 1964).</summary>
    public static double Normal(SimulationRandom random)
    {
        for (var i = 0; i < TriesMax; i++)
        {
            var x = (2 * random.Unit()) - 1;
            var y = (2 * random.Unit()) - 1;
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * PortableMath.Log(square) / square);
            }
        }

        return 0;
    }

    /// <summary>
    /// Gamma with this shape and scale 1 (mean = shape): Marsaglia and Tsang, "A simple method for generating gamma
    /// variables", ACM TOMS 26 (2000), with their step for shapes under 1.
    /// </summary>
    public static double Gamma(SimulationRandom random, double shape)
    {
        if (shape < 1)
        {
            var smaller = PortableMath.Exp(PortableMath.Log(1 - random.Unit()) / shape);
            return Gamma(random, shape + 1) * smaller;
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        for (var i = 0; i < TriesMax; i++)
        {
            var x = Normal(random);
            var root = 1 + (c * x);
            var v = root * root * root;
            if (v > 0 && PortableMath.Log(1 - random.Unit()) < (0.5 * x * x) + (d * (1 - v + PortableMath.Log(v))))
            {
                return d * v;
            }
        }

        return shape;
    }
}
