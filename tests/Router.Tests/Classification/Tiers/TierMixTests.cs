using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;

namespace Orchestrator.Router.Tests.Classification.Tiers;

public sealed class TierMixTests
{
    [Fact]
    public void Two_that_agree_give_what_each_of_them_says()
    {
        var said = Spread(TaskType.Math, 0.7);

        var combined = TierMix.Combine(said, said);

        Assert.All(combined.Zip(said), pair => Assert.Equal(pair.Second, pair.First, 9));
    }

    [Fact]
    public void What_one_of_them_takes_for_impossible_may_still_be_so()
    {
        var certain = new double[TaskNames.Count];
        certain[(int)TaskType.Code] = 1;

        var combined = TierMix.Combine(certain, Spread(TaskType.Planning, 0.99));

        Assert.Equal(1, combined.Sum(), 9);
        Assert.All(combined, probability => Assert.True(probability > 0));
    }

    [Fact]
    public void The_more_certain_one_decides_and_the_other_one_is_named()
    {
        var before = Before(Spread(TaskType.Code, 0.4));
        var answer = new TierAnswer(Spread(TaskType.Math, 0.9), "embedding:m:example");

        var settled = TierMix.Settled(before, new TierOutcome.Found(answer), ClassificationTier.Embedding);

        Assert.Equal((TaskType.Math, ClassificationTier.Embedding), (settled.Task, settled.Tier));
        Assert.Equal(settled.TaskProbabilities[(int)TaskType.Math], settled.Probability);
        Assert.Equal(["embedding:m:example", "ngram:code"], settled.Evidence);
        Assert.Equal(before.Difficulty, settled.Difficulty);
    }

    [Fact]
    public void A_confirmed_label_keeps_its_evidence_and_gets_more_likely()
    {
        var before = Before(Spread(TaskType.Code, 0.4));
        var answer = new TierAnswer(Spread(TaskType.Code, 0.9), "model:m") { Difficulty = 1 };

        var settled = TierMix.Settled(before, new TierOutcome.Found(answer), ClassificationTier.Model);

        Assert.True(settled.Probability > before.Probability);
        Assert.Equal(["model:m", "keyword:x"], settled.Evidence);
        Assert.Equal((before.Difficulty + 1) / 2, settled.Difficulty);
    }

    [Fact]
    public void A_tier_that_says_nothing_changes_nothing_and_the_reason_is_named()
    {
        var before = Before(Spread(TaskType.Code, 0.4));

        var settled = TierMix.Settled(before, new TierOutcome.Skipped(TierSkip.Deadline), ClassificationTier.Embedding);

        Assert.Equal((before.Task, before.Probability, before.Tier), (settled.Task, settled.Probability, settled.Tier));
        Assert.Equal(["keyword:x", "tier_skipped:embedding_deadline"], settled.Evidence);
    }

    [Fact]
    public void Each_reason_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<TierSkip>().Select(TierSkips.NameOf).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static Orchestrator.Router.Classification.Classification Before(double[] probabilities) =>
        new(
            TaskType.Code,
            TextLanguage.English,
            probabilities[(int)TaskType.Code],
            ["keyword:x"],
            ClassificationTier.Ngram
        )
        {
            Difficulty = 0.25,
            TaskProbabilities = probabilities,
        };

    private static double[] Spread(TaskType task, double probability)
    {
        var spread = new double[TaskNames.Count];
        Array.Fill(spread, (1 - probability) / (spread.Length - 1));
        spread[(int)task] = probability;
        return spread;
    }
}
