using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Tests.Classifier;

public sealed class ScoresTests
{
    [Fact]
    public void Classes_with_few_texts_are_reported_and_not_averaged()
    {
        // Twenty codes, ten of them right; nineteen sums, all right.
        Prediction[] all =
        [
            .. Enumerable.Range(0, 20).Select(i => Said(TaskType.Code, i < 10 ? TaskType.Code : TaskType.Math)),
            .. Enumerable.Range(0, 19).Select(_ => Said(TaskType.Math, TaskType.Math)),
        ];

        var confusion = Scores.Confusion(all);
        var code = Scores.Class(confusion, (int)TaskType.Code);

        Assert.Equal((20, 1.0, 0.5), (code.Count, code.Precision, code.Recall));
        Assert.Equal(2.0 / 3, code.F1, 9);
        Assert.Equal(19, Scores.Class(confusion, (int)TaskType.Math).Count);
        Assert.Equal(code.F1, Scores.MacroF1(all), 9);
        Assert.Equal(29.0 / 39, Scores.Accuracy(all), 9);
    }

    [Fact]
    public void The_interval_holds_the_figure_and_is_the_same_each_time()
    {
        Prediction[] all =
        [
            .. Enumerable.Range(0, 200).Select(i => Said(TaskType.Code, i % 4 == 0 ? TaskType.Math : TaskType.Code)),
        ];

        var (low, high) = Scores.Interval(all, seed: 1);

        Assert.InRange(Scores.MacroF1(all), low, high);
        Assert.InRange(high - low, 0.02, 0.12);
        Assert.Equal((low, high), Scores.Interval(all, seed: 1));
    }

    [Theory]
    [InlineData(0.75, 0.0)]
    [InlineData(1.0, 0.25)]
    public void The_calibration_error_is_how_far_words_are_from_deeds(double stated, double expected)
    {
        Prediction[] all =
        [
            .. Enumerable
                .Range(0, 100)
                .Select(i => Said(TaskType.Code, i % 4 == 0 ? TaskType.Math : TaskType.Code, stated)),
        ];

        Assert.Equal(expected, Scores.CalibrationError(all), 9);
    }

    [Fact]
    public void Without_its_temperature_an_answer_is_as_sure_as_the_model_was()
    {
        var cooled = Said(TaskType.Code, TaskType.Code, 0.6) with { Temperature = 2 };

        Assert.True(cooled.Uncalibrated().Stated > 0.6);
        Assert.Equal(1, cooled.Uncalibrated().Probabilities.Sum(), 9);
    }

    [Fact]
    public void Noise_hits_a_few_letters_and_is_the_same_for_the_same_seed()
    {
        const string Text =
            "Please translate this long sentence into Korean. 이 문장을 영어로 번역해 주시면 고맙겠습니다.";

        var typos = Noise.Typos(Text, new StableRandom(3));

        Assert.Equal(typos, Noise.Typos(Text, new StableRandom(3)));
        Assert.NotEqual(TextNormalizer.Normalize(Text), typos);
        Assert.InRange(typos.Length, Text.Length - 8, Text.Length + 8);
        Assert.Equal("a,b\nc", Noise.WithoutSpaces("a, b\nc"));
    }

    [Fact]
    public void A_source_is_tested_by_models_that_have_not_seen_it()
    {
        // "blorp" means one thing in the sources a and b, and another in c: only who has seen c would be right there.
        LabelledText[] external =
        [
            .. Enumerable
                .Range(0, 30)
                .Select(i => new LabelledText(
                    [new("user", $"blorp {i}")],
                    i % 3 == 2 ? TaskType.Math : TaskType.Code,
                    "en",
                    null,
                    0,
                    "",
                    "abc"[i % 3].ToString()
                )),
        ];

        var found = new LeaveOneSourceOut([], external, new TrainingSettings { GroupsMin = 1, Epochs = 2 }).Run(
            jobs: 2,
            _ => { },
            CancellationToken.None
        );

        var production = found[(Method.Production, Damage.None)];
        Assert.Equal(30, production.Count);
        Assert.All(production.Where(one => one.Source == "c"), one => Assert.False(one.IsRight));
        Assert.Equal(Methods.All.Count * Damages.All.Count, found.Count);
    }

    private static Prediction Said(TaskType task, TaskType predicted, double stated = 1)
    {
        var probabilities = new double[TaskNames.Count];
        Array.Fill(probabilities, (1 - stated) / (TaskNames.Count - 1));
        probabilities[(int)predicted] = stated;
        return new Prediction((int)task, "en", "s", (int)predicted, probabilities);
    }
}
