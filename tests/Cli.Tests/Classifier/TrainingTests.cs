using System.Text.Json;
using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Cli.Tests.Commands;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Tests.Classifier;

public sealed class TrainingTests : IDisposable
{
    private static readonly TrainingSettings _settings = new() { GroupsMin = 1, Epochs = 8 };
    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_was_taught_is_known_also_in_other_words_around_it()
    {
        var model = ClassifierTraining.Train(Lesson(), _settings, CancellationToken.None).Model;

        Assert.Equal(TaskType.Planning, Ask(model, "blorp the seventh house"));
        Assert.Equal(TaskType.Reasoning, Ask(model, "zwick the seventh house"));
    }

    [Fact]
    public async Task The_same_texts_give_the_same_bytes_and_another_seed_gives_others()
    {
        var first = await TrainAsync("a.weights");
        var second = await TrainAsync("b.weights");
        var other = await TrainAsync("c.weights", "--set", "seed=5");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task The_card_says_what_the_weights_were_made_of()
    {
        var weights = await TrainAsync("a.weights");

        using var card = JsonDocument.Parse(await File.ReadAllTextAsync(_files.PathOf("a.weights.card.json")));
        var root = card.RootElement;
        Assert.Equal(DataCard.Hash(weights), root.GetProperty("weights").GetProperty("sha256").GetString());
        var file = root.GetProperty("files").EnumerateArray().Single();
        Assert.Equal(("texts.jsonl", 40), (file.GetProperty("path").GetString(), file.GetProperty("texts").GetInt32()));
        Assert.Equal(20, root.GetProperty("counts").GetProperty("planning").GetProperty("en").GetInt32());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("external").ValueKind);
    }

    [Fact]
    public void Held_out_answers_come_from_models_that_have_not_seen_the_group()
    {
        // Each group's label is opposite to what its only word says elsewhere: whoever had seen it would be right.
        var texts = Enumerable
            .Range(0, 40)
            .Select(i => Text($"blorp item {i % 4}", i == 7 ? TaskType.Reasoning : TaskType.Planning, $"g{i}"))
            .ToList();

        var answers = Calibration.HeldOut(texts, _settings, CancellationToken.None);

        Assert.Equal(40, answers.Count);
        var odd = HeldOutFigures.Predictions(answers, 1).Single(one => one.Task == (int)TaskType.Reasoning);
        Assert.Equal((int)TaskType.Planning, odd.Predicted);
    }

    [Fact]
    public void Temperature_above_one_is_found_for_a_model_that_is_too_sure()
    {
        var sure = new float[NgramLanes.Count];
        sure[(int)TaskType.Code] = 5;
        var answers = Enumerable
            .Range(0, 100)
            .Select(i => new HeldOutAnswer(Text("x", i < 60 ? TaskType.Code : TaskType.Math, "g"), sure))
            .ToList();

        var temperature = Calibration.Temperature(answers);

        Assert.True(temperature > 1.2f, $"{temperature}");
    }

    [Fact]
    public void What_one_group_alone_writes_has_no_weight()
    {
        var texts = Lesson();
        var items = TrainingItems.Of(texts, _settings with { Noise = 0 });
        var unseen = FloatWeights.For(items, groupsMin: 2).RowsOf(items[0].Features);
        var seen = FloatWeights.For(items, groupsMin: 1).RowsOf(items[0].Features);

        Assert.Equal(items[0].Features.Buckets.Length, seen.Rows.Length);
        Assert.InRange(unseen.Rows.Length, 1, seen.Rows.Length - 1);
    }

    [Theory]
    [InlineData("epochs", "write it as name=number")]
    [InlineData("epochs=0", "too large, or no setting")]
    [InlineData("nothing=1", "too large, or no setting")]
    [InlineData("rate=NaN", "write it as name=number")]
    public async Task A_wrong_setting_is_told(string setting, string problem)
    {
        var run = await CommandRun.OfAsync("classifier", "train", "--out", _files.PathOf("w"), "--set", setting);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"a","task":"none"}""", "'task' is 'none'")]
    [InlineData("""{"task":"code"}""", "'text' is missing")]
    [InlineData("{", "not JSON")]
    public async Task A_wrong_line_of_the_corpus_is_told_with_its_place(string line, string problem)
    {
        var file = _files.Write("bad.jsonl", $"\n{line}\n");

        var run = await CommandRun.OfAsync(
            "classifier",
            "train",
            "--data",
            _files.PathOf(""),
            "--out",
            _files.PathOf("w")
        );

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{file}:2: {problem}", run.Error, StringComparison.Ordinal);
    }

    private static TaskType Ask(NgramModel model, string text) =>
        TaskClassifier.Classify(new ClassificationRequest([new("user", text)]), TrainingItems.CharLimit, model).Task;

    private static LabelledText Text(string text, TaskType task, string group) =>
        new([new("user", text)], task, "en", 0.5, 0, group, "");

    private static List<LabelledText> Lesson() =>
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i =>
                    i % 2 == 0
                        ? Text($"blorp {Word(i)} the red barn", TaskType.Planning, $"g{i}")
                        : Text($"zwick {Word(i)} the red barn", TaskType.Reasoning, $"g{i}")
                ),
        ];

    // A word for each group that no other group has: numbers would all be one feature.
    private static string Word(int i) => new((char)('b' + (i % 20)), 3 + (i / 20));

    private async Task<byte[]> TrainAsync(string name, params string[] more)
    {
        Directory.CreateDirectory(_files.PathOf("data"));
        _files.Write(
            "data/texts.jsonl",
            string.Join(
                '\n',
                Lesson()
                    .Select(text =>
                        $$"""{"text":"{{text.Text}}","task":"{{TaskNames.Of(text.Task)}}","lang":"en","group":"{{text.Group}}"}"""
                    )
            )
        );
        string[] arguments = ["classifier", "train", "--data", _files.PathOf("data"), "--out", _files.PathOf(name)];
        var run = await CommandRun.OfAsync([.. arguments, .. more]);
        Assert.Equal(0, run.ExitCode);
        return await File.ReadAllBytesAsync(_files.PathOf(name));
    }
}
