using Orchestrator.Router.Learned.Forests;
using Orchestrator.Router.Learned.Predictions;
using Orchestrator.Router.Learned.Prompts;

namespace Orchestrator.Cli.Tests.Evaluate;

public sealed class QualityPredictorTests
{
    private static readonly ForestSettings _settings = new(20, 3, FeatureShare: 1, LeafShare: 0.01);

    [Fact]
    public void What_makes_one_model_better_is_found_and_what_is_hard_for_all_is_left_out()
    {
        var predictor = Trainer(seed: 1).Fit(World(), CancellationToken.None);

        // The first feature says which model is right; the second makes the prompt hard for both.
        Assert.All([0f, 1f], hard => Assert.InRange(Lead(predictor, [1, hard]), 0.5, 1.01));
        Assert.All([0f, 1f], hard => Assert.InRange(Lead(predictor, [0, hard]), -1.01, -0.5));
        Assert.Equal(Lead(predictor, [1, 0]), Lead(predictor, [1, 1]), 0.1);
        Assert.Equal(0, predictor.Gains([1, 1]).Sum(), 1e-4);
    }

    [Fact]
    public void The_same_seed_gives_the_same_forest_and_another_seed_another_one()
    {
        var outcomes = World();
        float[] prompt = [0.5f, 0.5f];
        var one = Trainer(seed: 1).Fit(outcomes, CancellationToken.None);
        var again = Trainer(seed: 1).Fit(outcomes, CancellationToken.None);

        Assert.Equal(one.Gains(prompt), again.Gains(prompt));
        Assert.Equal(Lead(one, [1, 1]), Lead(again, [1, 1]));
    }

    [Fact]
    public void Nothing_beyond_what_was_seen_is_predicted_however_strange_the_prompt_is()
    {
        var predictor = Trainer(seed: 1).Fit(World(), CancellationToken.None);

        Assert.All(predictor.Gains([float.MaxValue, float.NegativeInfinity]), gain => Assert.InRange(gain, -1, 1));
    }

    [Fact]
    public void Folds_never_part_a_group_and_are_filled_evenly()
    {
        int[] groups = [7, 7, 7, 1, 1, 2, 2, 3];

        var folds = GroupFolds.Of(groups, 2);

        Assert.All(groups.Distinct(), group => Assert.Single(folds.Where((_, row) => groups[row] == group).Distinct()));
        Assert.Equal([4, 4], folds.CountBy(fold => fold).OrderBy(pair => pair.Key).Select(pair => pair.Value));
    }

    [Fact]
    public void Every_prompt_has_all_features_and_none_of_them_is_no_number()
    {
        string[] prompts =
        [
            "",
            "?",
            "서울의 인구는?",
            new('x', 100_000),
            "A. 1\nB. 2\n\ud800",
            "def f(x): return x + 1",
        ];

        Assert.All(
            prompts,
            prompt =>
            {
                var shape = PromptShape.Of(prompt);
                Assert.Equal(PromptShape.Names.Count, shape.Length);
                Assert.All(shape, value => Assert.True(float.IsFinite(value)));
                Assert.Equal(Math.Log(1 + prompt.Length), shape[PromptShape.Length], 1e-4);
            }
        );
    }

    private static QualityTrainer Trainer(int seed) => new([_settings], trees: 20, seed);

    private static float Lead(QualityPredictor predictor, float[] prompt)
    {
        var scores = predictor.Scores(prompt);
        return scores[0] - scores[1];
    }

    private static QualityOutcomes World()
    {
        var rows = Enumerable
            .Range(0, 200)
            .Select(row => (First: row % 2, Hard: row / 2 % 2, Group: row % 5))
            .ToArray();
        return new QualityOutcomes(
            [.. rows.Select(row => new float[] { row.First, row.Hard })],
            [.. rows.Select(row => new[] { row.First - (0.4f * row.Hard), 1 - row.First - (0.4f * row.Hard) })],
            [.. rows.Select(row => row.Group)]
        );
    }
}
