using Orchestrator.Cli.Evaluate;
using Orchestrator.Cli.Evaluate.Outcomes;
using Orchestrator.Cli.Tests.Commands;
using Orchestrator.Router.Learned.Prompts;

namespace Orchestrator.Cli.Tests.Evaluate;

public sealed class OutcomeFileTests : IDisposable
{
    private static readonly string _good = OutcomeTexts.Line("p", "d", 0, 1);

    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("nonsense", "is no valid JSON")]
    [InlineData("[1]", "needs to be a JSON object")]
    [InlineData("""{"scores":{"a":1,"b":0}}""", "prompt: is missing")]
    [InlineData("""{"prompt":5,"scores":{"a":1,"b":0}}""", "prompt: needs to be a text")]
    [InlineData("""{"prompt":"\ud800","scores":{"a":1,"b":0}}""", "prompt: needs to be a text")]
    [InlineData("""{"prompt":"p"}""", "scores: is missing")]
    [InlineData("""{"prompt":"p","scores":[1,0]}""", "scores: needs to be an object of numbers by model")]
    [InlineData("""{"prompt":"p","scores":{"a":1}}""", "scores: needs at least two models")]
    [InlineData("""{"prompt":"p","scores":{"a":1,"b":"x"}}""", "scores.b: needs a number from -1 to 1")]
    [InlineData("""{"prompt":"p","scores":{"a":87,"b":0}}""", "scores.a: needs a number from -1 to 1")]
    [InlineData("""{"prompt":"p","scores":{"a":1,"a":0}}""", "scores.a: is there twice")]
    [InlineData("""{"prompt":"p","scores":{"a":1,"b":0},"cost_usd":{"a":-1}}""", "cost_usd.a: needs a number from 0")]
    public async Task A_bad_line_is_told_with_its_number_and_field(string line, string told)
    {
        var file = _files.Write("o.jsonl", $"{_good}\n{line}\n{_good}");

        var run = await CommandRun.OfAsync("evaluate", "routing", "--outcomes", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"{file}:3: {told}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_arguments_and_files_is_told_at_once()
    {
        var broken = _files.PathOf("broken.gz");
        await File.WriteAllBytesAsync(broken, [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

        var run = await CommandRun.OfAsync([
            "evaluate",
            "routing",
            "--outcomes",
            broken,
            "--train",
            _files.Write("empty.jsonl", "\n"),
            "--folds",
            "1",
            "--seed",
            "x",
        ]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        string[] starts =
        [
            "--folds: ",
            "--seed: ",
            $"{broken}: is no complete gzip",
            $"{_files.PathOf("empty.jsonl")}: has no",
        ];
        Assert.All(
            starts,
            start => Assert.Single(run.ErrorLines, line => line.StartsWith(start, StringComparison.Ordinal))
        );
        Assert.Equal(starts.Length, run.ErrorLines.Count);
    }

    [Fact]
    public async Task A_line_beyond_the_limit_is_told_without_being_held()
    {
        var longLine = new string('x', EvaluateLimits.LineCharsMax + 1);
        var file = _files.Write("o.jsonl", $"{_good}\n{longLine}\n{_good}");

        var run = await CommandRun.OfAsync("evaluate", "routing", "--outcomes", file);

        Assert.StartsWith($"{file}:3: is too much", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_few_lines_score_are_left_out_and_then_lines_that_lack_one_and_both_is_said()
    {
        OutcomeLine[] lines =
        [
            .. Enumerable.Range(0, 8).Select(i => Line($"d{i % 2}", ("a", 0), ("b", 1))),
            Line("d0", ("a", 0), ("b", 1), ("rare", 1)),
            Line("d1", ("a", 0), ("rare", 1)),
        ];

        var set = OutcomeSetBuilder.Of(lines);

        Assert.Equal(["a", "b"], set.Models);
        Assert.Equal(9, set.Rows);
        Assert.Contains(set.Notes, note => note.StartsWith("1 models", StringComparison.Ordinal));
        Assert.Contains(set.Notes, note => note.StartsWith("1 lines that do not score", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""["sand","ice"]""")]
    [InlineData("""{"text":["sand","ice"],"label":["A","B"]}""")]
    [InlineData(""""{'text': ['sand', \"ice\"], 'label': ['A', 'B']}"""")]
    public void Choices_count_as_a_part_of_the_prompt_in_whatever_form_they_are(string choices)
    {
        var json = choices.StartsWith("{'", StringComparison.Ordinal) ? $"\"{choices}\"" : choices;
        var line = $$"""{"prompt":"Which?","scores":{"a":1,"b":0},"choices":{{json}}}""";

        var read = new OutcomeLineReader(readsChoices: true).Read(line);

        Assert.True(read.HasChoices);
        Assert.Equal(PromptShape.Of("Which?\nA. sand\nB. ice"), read.Features);
        Assert.Equal(PromptShape.Of("Which?"), new OutcomeLineReader(readsChoices: false).Read(line).Features);
    }

    private static OutcomeLine Line(string domain, params (string Model, double Score)[] scores) =>
        new(domain, PromptShape.Of("p"), scores.ToDictionary(pair => pair.Model, pair => pair.Score), Costs: null);
}
