using System.Text.Json;
using Orchestrator.Cli.Tests.Commands;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>The command on the simulator's bank, on a corner of its grid.</summary>
public sealed class EvaluateEnsemblesCommandTests : IDisposable
{
    private static readonly string[] Small =
    [
        "evaluate",
        "ensembles",
        "--worlds",
        "2",
        "--questions",
        "12",
        "--resamples",
        "40",
        "--cells",
        "3 families,equal 0.6",
    ];

    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Every_cell_has_all_rows_and_none_is_above_the_oracle()
    {
        var result = await CommandRun.JsonAsync(Small);

        Assert.True(result.GetProperty("simulated").GetBoolean());
        var cells = result.GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(5, cells.Count);
        foreach (var rows in cells.Select(cell => cell.GetProperty("rows")))
        {
            Assert.Equal(5, Row(rows, "weighted-vote", "calls"));
            Assert.True(Row(rows, "early-stop", "calls") <= 5);
            Assert.All(
                (string[])["best-single", "random-member", "majority", "weighted-vote", "early-stop"],
                name => Assert.True(Accuracy(rows, name) <= Accuracy(rows, "oracle"))
            );
        }
    }

    [Fact]
    public async Task Models_that_err_apart_gain_by_a_vote_and_the_report_says_so()
    {
        var run = await CommandRun.OfAsync(Small);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("SIMULATED", run.Out, StringComparison.Ordinal);
        Assert.Contains("weighted-vote − best-single", run.Out, StringComparison.Ordinal);
        Assert.Contains("5 of 5 cells", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("[[", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_call_gives_the_same_output_and_another_seed_another_one()
    {
        var once = await CommandRun.OfAsync(Small);
        var again = await CommandRun.OfAsync(Small);
        var other = await CommandRun.OfAsync([.. Small, "--seed", "2"]);

        Assert.Equal(once.Out, again.Out);
        Assert.NotEqual(once.Out, other.Out);
    }

    [Fact]
    public async Task The_picture_has_a_field_for_each_cell()
    {
        var path = _files.PathOf("vote.svg");
        await CommandRun.JsonAsync([.. Small, "--picture", path]);

        var svg = await File.ReadAllTextAsync(path);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Equal(5, svg.Split("<rect x=").Length - 1);
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_arguments_is_told_at_once()
    {
        var run = await CommandRun.OfAsync([
            "evaluate",
            "ensembles",
            "--worlds",
            "0",
            "--seed",
            "x",
            "--gpu",
            "abacus",
            "--cells",
            "nowhere",
            "--bank",
        ]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(4, run.ErrorLines.Count);
        Assert.All(
            (string[])["--worlds: ", "--seed: ", "--gpu: ", "--cells: "],
            start => Assert.Single(run.ErrorLines, line => line.StartsWith(start, StringComparison.Ordinal))
        );
    }

    private static double Accuracy(JsonElement rows, string name) =>
        rows.GetProperty(name).GetProperty("accuracy").GetProperty("value").GetDouble();

    private static double Row(JsonElement rows, string name, string figure) =>
        rows.GetProperty(name).GetProperty(figure).GetDouble();
}
