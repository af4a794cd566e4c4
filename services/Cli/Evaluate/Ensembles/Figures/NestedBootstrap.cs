using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>
/// Intervals of means over questions in draws: draws are resampled, and in each of them its questions (Davison and Hinkley, "Bootstrap
/// Methods and their Application", 1997, section 3.8). All series are resampled alike, so differences stay paired.
/// </summary>
internal static class NestedBootstrap
{
    private const double Tail = 0.025;

    /// <param name="series">By series, then by draw, then by question; all of the same shape.</param>
    public static Interval[] Of(
        IReadOnlyList<double[][]> series,
        int resamples,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var drawn = new double[series.Count][];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = new double[resamples];
        }

        var sums = new double[series.Count];
        for (var resample = 0; resample < resamples; resample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(sums);
            var questions = Resample(series, sums, random);
            for (var i = 0; i < sums.Length; i++)
            {
                drawn[i][resample] = sums[i] / questions;
            }
        }

        return [.. series.Select((one, i) => Around(one.SelectMany(draw => draw).Average(), drawn[i]))];
    }

    private static int Resample(IReadOnlyList<double[][]> series, double[] sums, Random random)
    {
        var draws = series[0].Length;
        var questions = 0;
        for (var i = 0; i < draws; i++)
        {
            var draw = random.Next(draws);
            var count = series[0][draw].Length;
            questions += count;
            for (var j = 0; j < count; j++)
            {
                var question = random.Next(count);
                for (var s = 0; s < sums.Length; s++)
                {
                    sums[s] += series[s][draw][question];
                }
            }
        }

        return questions;
    }

    private static Interval Around(double value, double[] drawn)
    {
        Array.Sort(drawn);
        return new Interval(value, At(drawn, Tail), At(drawn, 1 - Tail));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
