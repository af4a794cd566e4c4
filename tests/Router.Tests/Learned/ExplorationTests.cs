using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Tests.Learned;

/// <summary>Which models are tried, and how often.</summary>
public sealed class ExplorationTests
{
    [Fact]
    public void Probabilities_add_up_and_the_best_model_keeps_all_but_the_cap() =>
        Prop.ForAll(
                Models().ToArbitrary(),
                models =>
                {
                    var values = models.Select(model => model.Value).ToArray();
                    var found = Of(models, 0.05);
                    return Math.Abs(found.Sum() - 1) < 1e-9
                        && found.All(share => share >= 0)
                        && found[Array.IndexOf(values, values.Max())] >= 0.95 - 1e-9;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_cap_on_it_a_model_is_taken_as_often_as_a_draw_of_qualities_would_take_it()
    {
        (double Value, double Error)[] models = [(0.6, 0.05), (0.55, 0.1), (0.5, 0.2), (0.2, 0.05)];

        var found = Of(models, 1);

        var drawn = Drawn(models, draws: 40_000, new Random(1));
        for (var i = 0; i < models.Length; i++)
        {
            Assert.InRange(found[i], drawn[i] - 0.01, drawn[i] + 0.01);
        }
    }

    [Fact]
    public void Below_the_cap_nothing_is_held_back()
    {
        var free = Of([(0.9, 0.05), (0.7, 0.05)], 1);

        Assert.InRange(free[1], 0.0001, 0.05);
        Assert.Equal(free, Of([(0.9, 0.05), (0.7, 0.05)], 0.05));
    }

    [Fact]
    public void Above_the_cap_the_others_share_it_in_proportion()
    {
        (double Value, double Error)[] models = [(0.6, 0.2), (0.59, 0.2), (0.4, 0.2)];
        var (free, capped) = (Of(models, 1), Of(models, 0.05));

        Assert.Equal(0.05, capped[1] + capped[2], 9);
        Assert.Equal(free[1] / free[2], capped[1] / capped[2], 6);
    }

    [Fact]
    public void With_a_cap_of_nothing_the_best_is_always_taken()
    {
        Assert.Equal([0.0, 1.0], Of([(0.5, 0.3), (0.6, 0.3)], 0));
        Assert.Equal([1.0], Of([(0.5, 0.3)], 0.05));
        Assert.Empty(Of([], 0.05));
    }

    [Fact]
    public void Models_beyond_the_contenders_are_never_tried_but_the_best_always_is_one()
    {
        var models = Enumerable.Range(0, 50).Select(_ => (0.3, 0.3)).Append((0.5, 0.001)).ToArray();

        var found = Of(models, 0.05);

        Assert.Equal(Exploration.Contenders, found.Count(share => share > 0));
        Assert.Equal(0.95, found[50], 6);
    }

    [Fact]
    public void What_is_picked_follows_the_probabilities()
    {
        double[] shares = [0.0, 0.03, 0.95, 0.02, 0.0];

        Assert.Equal(1, Exploration.Pick(shares, 0));
        Assert.Equal(1, Exploration.Pick(shares, 0.0299));
        Assert.Equal(2, Exploration.Pick(shares, 0.0301));
        Assert.Equal(2, Exploration.Pick(shares, 0.9799));
        Assert.Equal(3, Exploration.Pick(shares, 0.9801));
        Assert.Equal(3, Exploration.Pick(shares, 1 - 1e-17));
    }

    private static double[] Of((double Value, double Error)[] models, double cap) =>
        Exploration.Propensities(
            [.. models.Select(model => model.Value)],
            [.. models.Select(model => model.Error)],
            cap
        );

    private static double[] Drawn((double Value, double Error)[] models, int draws, Random random)
    {
        var wins = new double[models.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            var best = models.Select(model => model.Value + (model.Error * Normal(random))).ToArray();
            wins[Array.IndexOf(best, best.Max())] += 1.0 / draws;
        }

        return wins;
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static Gen<(double Value, double Error)[]> Models() =>
        Gen.Choose(-100, 100)
            .Select(value => value / 100.0)
            .Zip(Gen.Choose(0, 50).Select(error => error / 100.0))
            .Select(pair => (pair.Item1, pair.Item2))
            .NonEmptyListOf()
            .Select(list => list.ToArray());
}
