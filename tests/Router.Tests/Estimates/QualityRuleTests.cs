using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Learned;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Estimates;

/// <summary>What is expected of a model's answer.</summary>
public sealed class QualityRuleTests
{
    private static readonly ModelSnapshot Eight = Model("qwen3:8b", size: "8.2B");

    private static readonly ModelRule Known = ModelRule.Usual with
    {
        Skills =
        [
            new SkillFigure(Eight.Digest, "math", "en", 0.69, 0.07),
            new SkillFigure(Eight.Digest, "math", "ko", 0.72, 0.08),
            new SkillFigure("other-weights", "math", "en", 0.1, 0.01),
            new SkillFigure(Eight.Digest, "no_such_task", "en", 0.1, 0.01),
            new SkillFigure(Eight.Digest, "code", "en", double.NaN, 0.01),
        ],
    };

    [Theory]
    [InlineData(nameof(TextLanguage.English), 0.69, 0.07)]
    [InlineData(nameof(TextLanguage.Korean), 0.72, 0.08)]
    [InlineData(nameof(TextLanguage.Mixed), 0.72, 0.08)]
    public void The_skill_of_these_weights_in_the_language_is_the_quality_at_middling_difficulty(
        string language,
        double mean,
        double error
    ) =>
        Assert.Equal(
            new QualityEstimate(mean, error, QualitySources.Profile),
            Of(Eight, Known, TaskType.Math, Enum.Parse<TextLanguage>(language))
        );

    [Theory]
    [InlineData(nameof(TaskType.Code), nameof(TextLanguage.English))]
    [InlineData(nameof(TaskType.Math), nameof(TextLanguage.Other))]
    public void Where_the_profiler_says_nothing_usable_the_parameters_speak(string task, string language) =>
        Assert.Equal(
            QualitySources.Parameters,
            Of(Eight, Known, Enum.Parse<TaskType>(task), Enum.Parse<TextLanguage>(language)).Source
        );

    [Theory]
    [InlineData("1B", 0.33)]
    [InlineData("10B", 0.60)]
    [InlineData("70B", 0.73)]
    public void The_prior_from_parameters_is_on_the_scale_of_the_profilers_table(string size, double expected) =>
        Assert.Equal(expected, Of(Model("unheard:tag", size: size)).Mean, 2);

    [Fact]
    public void More_parameters_are_never_worse_and_never_certain() =>
        Prop.ForAll(
                Positive().Two().ToArbitrary(),
                pair =>
                {
                    var (less, more) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
                    var (small, large) = (Prior(less), Prior(more));
                    return small.Mean <= large.Mean && small.Mean > 0 && large.Mean < 1 && large.StandardError > 0;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("qwen3-coder:30b", nameof(TaskType.Code), "gemma2:30b")]
    [InlineData("gemma2:30b", nameof(TaskType.ConversationRoleplay), "qwen3-coder:30b")]
    public void Of_one_size_the_family_for_the_task_is_expected_to_be_better(string better, string task, string other)
    {
        var kind = Enum.Parse<TaskType>(task);

        Assert.True(Of(Model(better), task: kind).Mean > Of(Model(other), task: kind).Mean);
    }

    [Fact]
    public void A_hard_prompt_leaves_a_weak_model_a_smaller_part_of_its_quality_than_a_strong_one() =>
        Prop.ForAll(
                Share().Two().ToArbitrary(),
                pair =>
                {
                    var (low, high) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
                    return high - low < 1e-6 || Kept(low) < Kept(high);

                    double Kept(double mean) => Shifted(mean, 1) / Shifted(mean, 0);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_harder_prompt_is_never_answered_better_and_strong_stays_above_weak() =>
        Prop.ForAll(
                Share().Two().ToArbitrary(),
                Share().Two().ToArbitrary(),
                (means, difficulties) =>
                {
                    var (easy, hard) = (
                        Math.Min(difficulties.Item1, difficulties.Item2),
                        Math.Max(difficulties.Item1, difficulties.Item2)
                    );
                    var (low, high) = (Math.Min(means.Item1, means.Item2), Math.Max(means.Item1, means.Item2));
                    return Shifted(low, hard) <= Shifted(low, easy) && Shifted(low, hard) <= Shifted(high, hard);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_example_of_the_documentation_holds()
    {
        Assert.Equal(0.87, Shifted(0.6, 0), 2);
        Assert.Equal(0.25, Shifted(0.6, 1), 2);
        Assert.Equal(0.6, Shifted(0.6, 0.5));
        Assert.Equal(0.6, Shifted(0.6, double.NaN));
    }

    private static double Shifted(double mean, double difficulty) =>
        DifficultyShift.Apply(new QualityEstimate(mean, 0.1, QualitySources.Profile), difficulty).Mean;

    private static QualityEstimate Prior(double billions) =>
        ParameterPrior.Of(billions, Traits("m"), TaskType.QuestionAnswering, TextLanguage.English);

    private static QualityEstimate Of(
        ModelSnapshot model,
        ModelRule? rule = null,
        TaskType task = TaskType.QuestionAnswering,
        TextLanguage language = TextLanguage.English
    ) =>
        QualityRule.Of(
            model,
            rule ?? ModelRule.Usual,
            Traits(model.Key),
            Request("auto", task, language),
            NothingLearned.Instance
        );

    private static ModelTraits Traits(string key) =>
        ModelTraits.Of(key, new ModelPreferences(new Dictionary<string, string[]>(StringComparer.Ordinal)));

    private static Gen<double> Share() => Gen.Choose(2, 98).Select(percent => percent / 100.0);

    private static Gen<double> Positive() => Gen.Choose(1, 500_000).Select(mega => mega / 1_000.0);
}
