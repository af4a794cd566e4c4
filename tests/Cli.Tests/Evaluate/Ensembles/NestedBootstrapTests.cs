using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

public sealed class NestedBootstrapTests
{
    [Fact]
    public void What_never_varies_is_certain() =>
        Assert.Equal(new Interval(1, 1, 1), Of([Draws(10, 20, (_, _) => 1)])[0]);

    [Fact]
    public void A_mean_lies_in_its_interval_and_more_questions_make_it_narrower()
    {
        var few = Of([Draws(10, 4, (i, j) => (i + j) % 2)])[0];
        var many = Of([Draws(10, 400, (i, j) => (i + j) % 2)])[0];

        Assert.Equal((0.5, 0.5), (few.Value, many.Value));
        Assert.True(few.Low < 0.5 && few.High > 0.5);
        Assert.True(many.High - many.Low < few.High - few.Low);
    }

    [Fact]
    public void Draws_that_differ_make_it_wide_however_many_questions_they_have()
    {
        var alike = Of([Draws(6, 400, (_, j) => j % 2)])[0];
        var apart = Of([Draws(6, 400, (i, _) => i % 2)])[0];

        Assert.Equal(alike.Value, apart.Value);
        Assert.True(apart.High - apart.Low > 4 * (alike.High - alike.Low));
    }

    [Fact]
    public void Series_are_resampled_alike_so_that_a_difference_that_is_always_there_is_certain()
    {
        var low = Draws(5, 40, (i, j) => (i * j) % 3 == 0 ? 0.4 : 0);
        double[][] high = [.. low.Select(draw => draw.Select(score => score + 0.1).ToArray())];

        var intervals = Of([low, high]);

        Assert.Equal(0.1, intervals[1].Low - intervals[0].Low, 9);
        Assert.Equal(0.1, intervals[1].High - intervals[0].High, 9);
    }

    private static Interval[] Of(double[][][] series) =>
        NestedBootstrap.Of(series, resamples: 200, new Random(1), CancellationToken.None);

    private static double[][] Draws(int draws, int questions, Func<int, int, double> score) =>
        [.. Enumerable.Range(0, draws).Select(i => Enumerable.Range(0, questions).Select(j => score(i, j)).ToArray())];
}
