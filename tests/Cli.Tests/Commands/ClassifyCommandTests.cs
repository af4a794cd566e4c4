using System.Text.Json;
using Orchestrator.Cli.Classify;
using Orchestrator.Cli.Commands;
using Orchestrator.Cli.Output;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Tests.Commands;

public sealed class ClassifyCommandTests : IDisposable
{
    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Each_line_gets_its_classification_and_keeps_its_other_fields()
    {
        var (run, lines) = await ClassifyAsync(
            """{"text":"다음 글을 세 줄로 요약해줘","id":12345678901234567890,"nested":{"a":[1.50]}}""",
            "",
            """{"text":"What is the capital of Norway?"}"""
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(2, lines.Count);
        Assert.StartsWith(
            """{"text":"다음 글을 세 줄로 요약해줘","id":12345678901234567890,"nested":{"a":[1.50]},""",
            lines[0],
            StringComparison.Ordinal
        );
        var first = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal("summarization_extraction", first.GetProperty("predicted_task").GetString());
        Assert.Equal("ko", first.GetProperty("predicted_language").GetString());
        Assert.InRange(first.GetProperty("predicted_difficulty").GetDouble(), 0, 1);
        Assert.Equal(1, first.GetProperty("probabilities").EnumerateObject().Sum(one => one.Value.GetDouble()), 0.01);
        Assert.Equal(TaskNames.All, first.GetProperty("probabilities").EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task A_line_is_classified_as_the_router_does_it_with_its_turns_and_tools()
    {
        var (_, lines) = await ClassifyAsync(
            """{"text":"더 짧게","turns":[{"role":"user","text":"이 문장을 영어로 번역해줘"}]}""",
            """{"text":"더 짧게","tools":[{}]}""",
            """{"text":"더 짧게","tools":1}""",
            """{"text":"더 짧게","has_tools":true}"""
        );

        var asked = new ClassificationRequest([new("user", "이 문장을 영어로 번역해줘"), new("user", "더 짧게")]);
        Assert.Equal(TaskNames.Of(TaskClassifier.Classify(asked, 4_000).Task), Task(lines[0]));
        Assert.All(lines.Skip(1), line => Assert.Equal("tool_agentic", Task(line)));
    }

    [Theory]
    [InlineData("""{"text":5}""", "'text' is no text")]
    [InlineData("""{"task":"code"}""", "'text' is missing")]
    [InlineData("""{"text":"a","task":"nonsense"}""", "'task' is none of code, math")]
    [InlineData("""{"text":"a","turns":[{"role":"user"}]}""", "'text' is missing")]
    [InlineData("""{"text":"a","turns":7}""", "'turns' is no list")]
    [InlineData("""{"text":"a","tools":-1}""", "'tools' is no number")]
    [InlineData("""{"text":"a","has_tools":"yes"}""", "'has_tools' is neither")]
    [InlineData("""{"text":"a","text":"b"}""", "a field stands in it twice")]
    [InlineData("""["text"]""", "not a JSON object")]
    [InlineData("""{"text":""", "not JSON")]
    public async Task A_bad_line_is_told_with_its_number_and_field_and_no_file_is_written(string line, string problem)
    {
        var (run, lines) = await ClassifyAsync("""{"text":"good"}""", line, """{"text":"good"}""");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($":2: {problem}", run.Error, StringComparison.Ordinal);
        Assert.Empty(lines);
        Assert.Equal(["in.jsonl"], Directory.EnumerateFiles(_files.PathOf("")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Of_many_bad_lines_the_first_ones_are_told_and_the_others_counted()
    {
        var (run, _) = await ClassifyAsync([.. Enumerable.Repeat("[]", ClassifyLimits.ToldProblems + 7)]);

        Assert.Equal(ClassifyLimits.ToldProblems + 1, run.ErrorLines.Count);
        Assert.EndsWith("7 more bad lines.", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_compared_and_the_figures_told()
    {
        var file = _files.Write(
            "in.jsonl",
            """
            {"text":"다음 글을 세 줄로 요약해줘","task":"summarization_extraction","lang":"ko"}
            {"text":"Translate this sentence into Korean: good morning.","task":"code","lang":"en"}
            {"text":"hello"}
            """
        );

        var report = await CommandRun.JsonAsync("classify", "--in", file, "--out", _files.PathOf("out.jsonl"));

        Assert.Equal(3, report.GetProperty("classified").GetInt32());
        Assert.Equal(1, report.GetProperty("language_accuracy").GetDouble());
        var labelled = report.GetProperty("labelled");
        Assert.Equal(2, labelled.GetProperty("texts").GetInt32());
        Assert.Equal(0.5, labelled.GetProperty("accuracy").GetDouble());
        Assert.Equal(1, labelled.GetProperty("confusion").GetProperty("code").GetProperty("translation").GetInt32());
    }

    [Fact]
    public async Task A_dash_reads_and_writes_the_standard_streams_and_the_report_goes_to_the_other()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var pipes = new CommandLineOutput(output, error, IsOutTerminal: false, IsErrorTerminal: false)
        {
            In = new StringReader("""{"text":"hello"}"""),
        };

        var exitCode = await OrchestratorCommand.RunAsync(["classify", "--in", "-", "--out", "-"], pipes);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("""{"text":"hello","predicted_task":""", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("1 lines classified.\n", error.ToString());
    }

    [Fact]
    public async Task Stopped_half_way_the_old_file_stays()
    {
        var input = _files.Write("in.jsonl", """{"text":"hello"}""");
        var old = _files.Write("out.jsonl", "old");
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();

        var run = await CommandRun.OfAsync(output, error, stop.Token, "classify", "--in", input, "--out", old);

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("old", await File.ReadAllTextAsync(old));
    }

    [Fact]
    public async Task A_missing_file_is_wrong_usage()
    {
        var run = await CommandRun.OfAsync("classify", "--in", _files.PathOf("none"), "--out", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("there is no file", run.Error, StringComparison.Ordinal);
    }

    private static string? Task(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("predicted_task").GetString();

    private async Task<(CommandRun Run, IReadOnlyList<string> Lines)> ClassifyAsync(params string[] lines)
    {
        var input = _files.Write("in.jsonl", string.Join('\n', lines));
        var output = _files.PathOf("out.jsonl");
        var run = await CommandRun.OfAsync("classify", "--in", input, "--out", output);
        return (run, File.Exists(output) ? await File.ReadAllLinesAsync(output) : []);
    }
}
