using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Judging;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Judging;

/// <summary>Which pairs are judged, by whom, and what ranking follows.</summary>
public sealed class RankingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 6)]
    public void Few_candidates_all_meet_once(int candidates, int pairs)
    {
        var done = Play(candidates, 100);

        Assert.Equal(pairs, done.Count);
        Assert.Equal(pairs, done.Select(result => result.Pair).Distinct().Count());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(16)]
    public void Of_many_candidates_the_best_comes_out_first_after_a_few_rounds(int candidates)
    {
        // The last one is the best: it has to work its way up.
        var done = Play(candidates, 1_000);

        Assert.InRange(done.Count, candidates - 1, (candidates / 2) * (int)(Math.Ceiling(Math.Log2(candidates)) + 1));
        Assert.Equal(candidates - 1, BradleyTerry.Ranking(BradleyTerry.Of(candidates, done))[0]);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(9, 7)]
    [InlineData(9, 0)]
    public void There_are_never_more_comparisons_than_allowed(int candidates, int most) =>
        Assert.InRange(Play(candidates, most).Count, 0, most);

    [Fact]
    public void Strengths_are_a_distribution_and_follow_the_wins() =>
        Prop.ForAll(
                Gen.Choose(0, 3).Four().ArrayOf().ToArbitrary(),
                games =>
                {
                    var results = games
                        .Where(game => game.Item1 != game.Item2)
                        .Select(game => new PairResult(
                            new(Math.Min(game.Item1, game.Item2), Math.Max(game.Item1, game.Item2)),
                            game.Item3,
                            game.Item4,
                            1
                        ))
                        .ToList();
                    var strengths = BradleyTerry.Of(4, results);
                    return Math.Abs(strengths.Sum() - 1) < 1e-9 && strengths.All(strength => strength is > 0 and < 1);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Drawn_strengths_are_found()
    {
        double[] drawn = [0.5, 0.3, 0.15, 0.05];
        var random = new Random(5);
        var results =
            from first in Enumerable.Range(0, 4)
            from second in Enumerable.Range(first + 1, 3 - first)
            let wins = Enumerable
                .Range(0, 1_000)
                .Count(_ => random.NextDouble() < drawn[first] / (drawn[first] + drawn[second]))
            select new PairResult(new(first, second), wins, 1_000 - wins, 0);

        Assert.All(
            BradleyTerry.Of(4, [.. results]).Zip(drawn),
            pair => Assert.InRange(pair.First, pair.Second - 0.03, pair.Second + 0.03)
        );
    }

    [Fact]
    public void Nothing_known_leaves_all_equal()
    {
        Assert.All(BradleyTerry.Of(3, []), strength => Assert.Equal(1 / 3.0, strength, 9));
        Assert.Equal([0, 1, 2], BradleyTerry.Ranking(BradleyTerry.Of(3, [new PairResult(new(0, 1), 0, 0, 0)])));
        Assert.Empty(BradleyTerry.Of(0, []));
    }

    [Fact]
    public void Judges_come_from_outside_of_the_pool_and_from_other_families_first()
    {
        RunModel[] models =
        [
            Model("qwen:a", "qwen", 0.9),
            Model("qwen:b", "qwen", 0.8),
            Model("llama:a", "llama", 0.6),
            Model("llama:b", "llama", 0.7),
            Model("phi:a", "phi", 0.5),
        ];

        Assert.Equal(["llama:b", "phi:a", "llama:a"], JudgePanel.Of(models, ["QWEN:A"], 3).Select(judge => judge.Name));
        Assert.Equal("qwen:b", JudgePanel.Of(models, ["qwen:a"], 9)[^1].Name);
        Assert.Empty(JudgePanel.Of(models, [.. models.Select(model => model.Name)], 3));
        Assert.Equal("phi:a", JudgePanel.Of(models, ["qwen:a"], 1, name => name == "phi:a" ? 1 : 0.5)[0].Name);
    }

    private static RunModel Model(string name, string family, double quality) =>
        new()
        {
            Name = name,
            Family = family,
            Quality = quality,
        };

    /// <summary>A judge for whom the higher index is better.</summary>
    private static List<PairResult> Play(int candidates, int most)
    {
        List<PairResult> done = [];
        while (PairwisePlan.Next(candidates, done, most) is { Count: > 0 } next)
        {
            done.AddRange(
                next.Select(pair => PairResult.Of(pair, [(new PairVerdict(JudgeChoice.B, JudgeChoice.A), 1)]))
            );
        }

        return done;
    }
}
