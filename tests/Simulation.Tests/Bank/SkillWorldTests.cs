using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Tests.Bank;

/// <summary>Frequencies are compared with five standard errors: a right world fails less than once in a million.</summary>
public sealed class SkillWorldTests
{
    private static readonly Sampling _greedy = new(0, 1);

    private static IEnumerable<SkillWorld> Worlds(int count) =>
        Enumerable.Range(1, count).Select(seed => SkillWorld.Default with { Seed = seed });

    private static Question Number(int at, Difficulty difficulty = Difficulty.Medium) =>
        QuestionBank.Standard.Questions[0] with
        {
            Id = $"test-{at}",
            Difficulty = difficulty,
        };

    [Fact]
    public void All_values_are_within_their_ranges_and_use_most_of_them()
    {
        var ranges = SkillRanges.Default;
        Within(ranges.Skill, (world, model) => world.Skill(model, "math"));
        Within(ranges.JudgeAccuracy, (world, model) => world.JudgeAccuracy(model, "code"));
        Within(ranges.PositionBias, (world, model) => world.PositionBias(model));
        Within(ranges.ErrorCorrelation, (world, model) => world.ErrorCorrelation(model.Family));
        var narrow = SkillWorld.Default with { Ranges = new SkillRanges { Skill = new ProbabilityRange(0.5, 0.5) } };
        Assert.Equal(0.5, narrow.Skill(SimulatedModels.Of(8), "math"), 12);
    }

    private static void Within(ProbabilityRange range, Func<SkillWorld, SimulatedModel, double> read)
    {
        var values = Worlds(300)
            .SelectMany(world => SimulatedModels.Sizes.Select(model => read(world, model)))
            .ToList();
        Assert.All(values, value => Assert.InRange(value, range.Low, range.High));
        Assert.InRange(values.Max() - values.Min(), 0.9 * (range.High - range.Low), range.High - range.Low);
    }

    [Fact]
    public void Larger_models_are_better_in_expectation_but_not_always()
    {
        var skills = SimulatedModels
            .Sizes.Select(model => Worlds(400).Select(world => world.Skill(model, "math")).ToArray())
            .ToArray();
        var means = skills.Select(values => values.Average()).ToArray();
        Assert.Equal(means.Order(), means);
        Assert.True(means[^1] - means[0] > 0.2);
        Assert.Contains(true, skills[0].Zip(skills[1], (small, large) => small > large));
    }

    [Fact]
    public void Replicas_agree_and_worlds_models_and_digests_differ()
    {
        var model = ModelCatalogue.Find("qwen3:8b")!;
        var world = new SkillWorld(7, SkillRanges.Default);
        Assert.Equal(world.Skill(model, "math"), new SkillWorld(7, new SkillRanges()).Skill(model.SpedUpBy(3), "math"));
        Assert.NotEqual(world.Skill(model, "math"), (world with { Seed = 8 }).Skill(model, "math"));
        Assert.NotEqual(world.Skill(model, "math"), world.Skill(model, "code"));
        Assert.Equal(world.Skill(model, "math"), world.Skill(model with { Name = "copy:latest" }, "math"));
        Assert.NotEqual(world.PositionBias(model), world.PositionBias(SimulatedModels.Of(8)));
    }

    [Theory]
    [InlineData(Difficulty.Easy)]
    [InlineData(Difficulty.Medium)]
    [InlineData(Difficulty.Hard)]
    public void A_model_is_right_as_often_as_its_probability_says(Difficulty difficulty)
    {
        const int Count = 4000;
        var questions = Enumerable.Range(0, Count).Select(at => Number(at, difficulty)).ToArray();
        foreach (var temperature in new[] { 0, 0.8, 1.5 })
        {
            var model = SimulatedModels.Of(8);
            var probability = SkillWorld.Default.RightProbability(model, questions[0]);
            var right = Rights(SkillWorld.Default, model, questions, new Sampling(temperature, 3)).Average();
            Assert.InRange(right - probability, -Error(Count), Error(Count));
        }
    }

    [Fact]
    public void Easy_questions_are_answered_more_often_than_hard_ones()
    {
        var model = SimulatedModels.Of(8);
        double At(Difficulty difficulty) => SkillWorld.Default.RightProbability(model, Number(1, difficulty));
        Assert.Equal(SkillWorld.Default.Skill(model, "math"), At(Difficulty.Medium), 12);
        Assert.True(At(Difficulty.Easy) > At(Difficulty.Medium) && At(Difficulty.Medium) > At(Difficulty.Hard));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void Errors_inside_a_family_correlate_as_stated_and_outside_not_at_all(double stated)
    {
        const int Count = 4000;
        var world = SkillWorld.Default with
        {
            Ranges = new SkillRanges
            {
                Skill = new ProbabilityRange(0.6, 0.6),
                ErrorCorrelation = new ProbabilityRange(stated, stated),
            },
        };
        var questions = Enumerable.Range(0, Count).Select(at => Number(at)).ToArray();
        var sampling = new Sampling(0.8, 5);
        var small = Rights(world, SimulatedModels.Of(3), questions, sampling);
        var large = Rights(world, SimulatedModels.Of(32), questions, sampling with { Seed = 6 });
        var stranger = Rights(world, SimulatedModels.Of(8) with { Family = "other" }, questions, sampling);
        Assert.InRange(Correlation(small, large) - stated, -2 * Error(Count), 2 * Error(Count));
        Assert.InRange(Correlation(small, stranger), -2 * Error(Count), 2 * Error(Count));
    }

    [Fact]
    public void Shared_errors_of_a_family_are_the_same_wrong_answer()
    {
        var world = SkillWorld.Default with
        {
            Ranges = new SkillRanges { ErrorCorrelation = new ProbabilityRange(1, 1) },
        };
        var (one, other) = (SimulatedModels.Of(3), SimulatedModels.Of(32));
        var both = QuestionBank
            .Standard.Questions.Select(question =>
                (AnswerDraw.Of(world, one, question, _greedy), AnswerDraw.Of(world, other, question, _greedy))
            )
            .Where(pair => !pair.Item1.IsRight && !pair.Item2.IsRight)
            .ToList();
        Assert.NotEmpty(both);
        Assert.All(both, pair => Assert.Equal(pair.Item1.Text, pair.Item2.Text));
    }

    [Fact]
    public void Without_temperature_the_seed_changes_nothing_and_with_it_some_outcomes()
    {
        var model = SimulatedModels.Of(8);
        var world = SkillWorld.Default with
        {
            Ranges = new SkillRanges { ErrorCorrelation = new ProbabilityRange(0, 0) },
        };
        var questions = Enumerable.Range(0, 500).Select(at => Number(at)).ToArray();
        bool[] At(double temperature, long seed) => Rights(world, model, questions, new Sampling(temperature, seed));
        int Changed(double temperature) =>
            At(temperature, 1).Zip(At(temperature, 2)).Count(pair => pair.First != pair.Second);
        Assert.Equal(At(0, 1), At(0, 99));
        Assert.Equal(At(1, 1), At(1, 1));
        Assert.InRange(Changed(0.3), 1, Changed(1) - 1);
    }

    private static bool[] Rights(SkillWorld world, SimulatedModel model, Question[] questions, Sampling sampling) =>
        [.. questions.Select(question => AnswerDraw.Of(world, model, question, sampling).IsRight)];

    private static double Correlation(bool[] left, bool[] right)
    {
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        var together = left.Zip(right).Average(pair => pair is (true, true) ? 1.0 : 0);
        var spread = Math.Sqrt(meanLeft * (1 - meanLeft) * meanRight * (1 - meanRight));
        return (together - (meanLeft * meanRight)) / spread;
    }

    private static double Error(int count) => 5 * 0.5 / Math.Sqrt(count);
}

internal static class BooleanAverage
{
    public static double Average(this bool[] values) => values.Average(value => value ? 1.0 : 0);
}
