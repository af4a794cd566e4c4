using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>
/// An urn with three kinds of balls, from which each draw puts one more of its kind back (Pólya; the counts are Dirichlet-multinomial).
/// </summary>
/// <param name="First">Balls of the first kind; parts of balls are balls, too.</param>
/// <param name="Second">Of the second.</param>
/// <param name="Size">All of them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Urn(double First, double Second, double Size)
{
    /// <summary>Probability of so many of the first and of the second kind among so many draws.</summary>
    public double Probability(int first, int second, int draws)
    {
        var third = draws - first - second;
        var ways = 1.0;
        for (var k = 0; k < second; k++)
        {
            ways *= (double)(first + second - k) / (k + 1);
        }

        for (var k = 0; k < third; k++)
        {
            ways *= (double)(draws - k) / (k + 1);
        }

        return ways
            * Rising(First, first)
            * Rising(Second, second)
            * Rising(Math.Max(0, Size - First - Second), third)
            / Rising(Size, draws);
    }

    private static double Rising(double from, int factors)
    {
        var product = 1.0;
        for (var k = 0; k < factors; k++)
        {
            product *= from + k;
        }

        return product;
    }
}
