using System.Text.Json;
using Orchestrator.Cli.Tests.Commands;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>The command on recorded answers.</summary>
public sealed class RecordedAnswersTests : IDisposable
{
    private const string Good = """{"reference":"7","answers":{"a":"Answer: 7","b":"Answer: 4"}}""";

    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("nonsense", "is no valid JSON")]
    [InlineData("[1]", "needs to be a JSON object")]
    [InlineData("""{"reference":"7"}""", "answers: needs to be an object of texts by model")]
    [InlineData("""{"reference":"7","answers":{}}""", "answers: has no model")]
    [InlineData("""{"reference":"7","answers":{"a":5}}""", "answers.a: needs to be a text")]
    [InlineData("""{"reference":"7","answers":{"a":"\ud800"}}""", "answers.a: needs to be a text")]
    [InlineData("""{"reference":"7","answers":{"a":[]}}""", "answers.a: needs 1 to 64 texts")]
    [InlineData("""{"reference":"7","answers":{"a":"x","a":"y"}}""", "answers.a: is there twice")]
    [InlineData("""{"answers":{"a":"x"}}""", "scores.a: is missing, and there is no reference")]
    [InlineData("""{"answers":{"a":"x"},"scores":{"a":2}}""", "scores.a: needs a number from 0 to 1")]
    [InlineData(
        """{"answers":{"a":["x","y"]},"scores":{"a":[1]}}""",
        "scores.a: needs a number from 0 to 1, or one for"
    )]
    [InlineData("""{"answers":{"a":"x"},"scores":[1]}""", "scores: needs to be an object of numbers by model")]
    [InlineData("""{"reference":7,"answers":{"a":"x"}}""", "reference: needs to be a text")]
    [InlineData("""{"reference":"7","answers":{"a":"x"},"seconds":{"a":-1}}""", "seconds.a: needs a number from 0")]
    public async Task A_bad_line_is_told_with_its_number_and_field(string line, string told)
    {
        var file = _files.Write("answers.jsonl", $"{Good}\n{line}\n{Good}");

        var run = await CommandRun.OfAsync("evaluate", "ensembles", "--answers", file);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith($"{file}:2: {told}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_over_recorded_answers_wins_what_two_of_three_know()
    {
        // On each question another one of three errs, each with a mistake of its own.
        var lines = Enumerable.Range(0, 60).Select(i => Line(i, """ "reference":"7" """, i => i == 0 ? "4" : "7"));

        var rows = await Rows(lines);

        Assert.Equal(1, Accuracy(rows, "majority"));
        Assert.Equal(1, Accuracy(rows, "weighted-vote"));
        Assert.Equal(1, Accuracy(rows, "oracle"));
        Assert.Equal(2 / 3.0, Accuracy(rows, "random-member"), 9);
        Assert.Equal(3, rows.GetProperty("majority").GetProperty("calls").GetDouble());
        Assert.Equal(6, rows.GetProperty("majority").GetProperty("gpu_seconds").GetDouble(), 9);
        Assert.Equal(30, rows.GetProperty("majority").GetProperty("tokens").GetDouble(), 9);
    }

    [Fact]
    public async Task Scores_say_what_is_right_where_there_is_no_reference()
    {
        var scores = """ "scores":{"m1":0.25,"m2":0.25,"m3":0.25} """;
        var rows = await Rows(Enumerable.Range(0, 20).Select(i => Line(i, scores, _ => "7")));

        Assert.Equal(0.25, Accuracy(rows, "weighted-vote"), 9);
    }

    [Fact]
    public async Task Several_answers_of_a_model_are_votes_each_told_once()
    {
        var line = """{"accepted":["seven","7"],"answers":{"a":["Answer: 7","Answer: 4","Answer: 7"]}}""";
        var rows = await Rows(Enumerable.Repeat(line, 10));

        Assert.Equal(
            (1, 3),
            (Accuracy(rows, "majority"), rows.GetProperty("majority").GetProperty("calls").GetDouble())
        );
        Assert.Equal(3, rows.GetProperty("equal-calls").GetProperty("calls").GetDouble());
    }

    [Fact]
    public async Task Models_that_few_lines_have_and_lines_that_lack_one_are_left_out_and_it_is_said()
    {
        var some = Enumerable
            .Range(0, 10)
            .Select(i => i == 0 ? Good.Replace("\"b\"", "\"c\"", StringComparison.Ordinal) : Good);

        var result = await Evaluate(some);

        Assert.Equal(9, result.GetProperty("whole").GetProperty("questions").GetInt32());
        var method = result.GetProperty("method").ToString();
        Assert.Contains("1 models that too few lines have", method, StringComparison.Ordinal);
        Assert.Contains("1 lines that do not have every model", method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bank_and_a_file_at_once_are_one_too_many()
    {
        var file = _files.Write("answers.jsonl", Good);

        var run = await CommandRun.OfAsync("evaluate", "ensembles", "--answers", file, "--bank");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--bank: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    // Who of three errs moves on from question to question.
    private static string Line(int question, string right, Func<int, string> says)
    {
        var answers = Enumerable
            .Range(0, 3)
            .Select(model => (Name: $"m{model + 1}", Text: $"Answer: {says((question + model) % 3)}"))
            .ToDictionary(pair => pair.Name, pair => pair.Text);
        return $$$"""{ {{{right}}},"task":"t{{{question % 2}}}","answers":{{{JsonSerializer.Serialize(answers)}}},"tokens":{"m1":10,"m2":10,"m3":10},"seconds":{"m1":2,"m2":2,"m3":2}}""";
    }

    private async Task<JsonElement> Rows(IEnumerable<string> lines) =>
        (await Evaluate(lines)).GetProperty("whole").GetProperty("rows");

    private Task<JsonElement> Evaluate(IEnumerable<string> lines) =>
        CommandRun.JsonAsync(
            "evaluate",
            "ensembles",
            "--resamples",
            "20",
            "--answers",
            _files.Write("answers.jsonl.gz", string.Join('\n', lines))
        );

    private static double Accuracy(JsonElement rows, string name) =>
        rows.GetProperty(name).GetProperty("accuracy").GetProperty("value").GetDouble();
}
