using System.Text.Json;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Cli.Tests.Commands;

public sealed class SimulateArgumentTests : IDisposable
{
    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_with_file_line_and_field()
    {
        var fleet = _files.Write(
            "fleet.yaml",
            "name: x\nhosts:\n  - name: a\n    gpus: [RTX 9999]\n    models: [nope]\n"
        );
        var trace = _files.Write("t.csv", "arrival_s,input_tokens,output_tokens\n0,100,10\n1,many,10\n2,100,-1\n");

        var run = await CommandRun.OfAsync([
            "simulate",
            "--fleet",
            fleet,
            "--trace",
            trace,
            "--mix",
            "m9",
            "--load",
            "much",
            "--seed",
            "-1",
            "--seeds",
            "1000",
            "--policy",
            "best",
            "--limit",
            "0",
            "--token-scale",
            "x",
            "--jobs",
            "none",
            "--timeline",
            _files.PathOf(Path.Combine("no", "such.svg")),
        ]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.All(
            [
                $"{fleet}:4: hosts[0].gpus[0]",
                $"{fleet}:5: hosts[0].models[0]",
                "t.csv:3: input_tokens",
                "t.csv:4: output_tokens",
                "--mix: ",
                "--load: ",
                "--seed: ",
                "--seeds: ",
                "--policy: ",
                "--limit: ",
                "--token-scale: ",
                "--jobs: ",
                "--timeline: ",
            ],
            start => Assert.Single(run.ErrorLines, line => line.StartsWith(start, StringComparison.Ordinal))
        );
        Assert.Equal(13, run.ErrorLines.Count);
    }

    [Fact]
    public async Task A_mistyped_option_is_told_with_its_nearest_one_and_does_not_hide_what_else_is_wrong()
    {
        var run = await CommandRun.OfAsync("simulate", "--polcy", "random", "--fleet", "none.yaml", "lst");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            ["'--polcy': unknown option; the closest is '--policy'", "'lst': no command or option of 'simulate'"],
            run.ErrorLines.Take(2)
        );
        Assert.StartsWith("--fleet: ", run.ErrorLines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fleet: ", "--fleet", "no-such-file.yaml")]
    [InlineData("--trace: ", "--trace", "no-such-file.csv")]
    [InlineData("--workload: ", "--workload", "no-such-file.yaml")]
    [InlineData("--add-host: vram", "--add-host", "vram=many")]
    [InlineData("--add-host: ", "--add-host", "GTX 1")]
    [InlineData("--load: ", "--load", "0.5", "--rate-scale", "2")]
    [InlineData("--load: ", "--load", "-1")]
    [InlineData("--load: ", "--load", "NaN")]
    [InlineData("--planner-tries: ", "--planner-tries", "0")]
    [InlineData("--token-scale: ", "--token-scale", "2")]
    [InlineData("--timeline-policy: ", "--policy", "random", "--timeline-policy", "warm-first")]
    [InlineData("--timeline: ", "--timeline", "")]
    [InlineData("--timeline: ", "--timeline", ".")]
    [InlineData("--load: needs a value", "--load", "")]
    [InlineData("--policy: needs a value", "--policy", ",")]
    [InlineData("--trace: there is no file ''", "--trace", "")]
    [InlineData("--trace: '.' is a directory", "--trace", ".")]
    [InlineData("--add-host: '24' may be a memory or a card", "--add-host", "24")]
    public async Task A_wrong_argument_is_named(string start, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["simulate", .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith(start, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_and_a_workload_exclude_each_other_and_so_do_a_workload_and_a_mix()
    {
        var trace = _files.Write("t.csv", "arrival_s,input_tokens,output_tokens\n0,1,1\n");
        var file = _files.Write("w.yaml", "name: w\nmix: m1\nrequests: 1\narrivals: { poisson: { rate: 1 } }\n");

        var run = await CommandRun.OfAsync("simulate", "--trace", trace, "--workload", file, "--mix", "m1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(run.ErrorLines, line => line.StartsWith("--workload: ", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.StartsWith("--mix: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Models_of_the_default_mix_that_an_own_fleet_lacks_are_named_with_a_way_out()
    {
        var fleet = _files.Write("f.yaml", "name: f\nhosts:\n  - { name: a, gpus: [RTX 3090], models: [qwen3:8b] }\n");

        var run = await CommandRun.OfAsync("simulate", "--fleet", fleet);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(5, run.ErrorLines.Count(line => line.StartsWith("m1.yaml:", StringComparison.Ordinal)));
        Assert.Contains("simulate show m1", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeline_that_cannot_be_written_is_told_before_anything_is_replayed_and_leaves_no_file()
    {
        var fine = _files.PathOf("fine.svg");
        var run = await CommandRun.OfAsync("simulate", "--timeline", fine, "--seeds", "0");

        Assert.StartsWith("--seeds: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(fine));

        var there = _files.Write("there.svg", "old");
        await CommandRun.OfAsync("simulate", "--timeline", there, "--seeds", "0");
        Assert.Equal("old", File.ReadAllText(there));
    }

    [Fact]
    public async Task A_load_that_no_rate_can_reach_is_refused()
    {
        var trace = _files.Write("t.csv", "arrival_s,input_tokens,output_tokens\n0,1,1\n0,1,1\n");

        var run = await CommandRun.OfAsync("simulate", "--trace", trace, "--load", "0.5");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("--load: all requests arrive at once", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simulate", "--flet", "f2")]
    [InlineData("simulate", "show", "f9")]
    [InlineData("nonsense")]
    public async Task A_wrong_call_ends_with_status_2_and_writes_to_the_error_output_only(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task Help_explains_every_option_and_has_examples()
    {
        var run = await CommandRun.OfAsync("simulate", "--help");
        var root = await CommandRun.OfAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Additional Arguments", run.Out, StringComparison.Ordinal);
        Assert.Contains("simulate", root.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Examples:", root.Out, StringComparison.Ordinal);
        Assert.All(
            [
                "--fleet",
                "--trace",
                "--mix",
                "--workload",
                "--load",
                "--rate-scale",
                "--policy",
                "--add-host",
                "--seed",
                "--timeline",
                "--json",
            ],
            option => Assert.Contains(option, run.Out, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_can_be_named_is_listed_for_people_and_programs()
    {
        var list = await CommandRun.OfAsync("simulate", "list");
        var json = JsonDocument.Parse((await CommandRun.OfAsync("simulate", "list", "--json")).Out).RootElement;

        Assert.All(
            ["fleets", "mixes", "policies", "gpus", "models"],
            group =>
                Assert.All(
                    json.GetProperty(group).EnumerateArray(),
                    item => Assert.Contains(item.GetProperty("name").GetString()!, list.Out, StringComparison.Ordinal)
                )
        );
        Assert.Contains(
            json.GetProperty("policies").EnumerateArray(),
            policy => policy.GetProperty("name").GetString() == "orchestrator"
        );
    }

    [Fact]
    public async Task A_built_in_fleet_can_be_taken_as_a_file()
    {
        var run = await CommandRun.OfAsync("simulate", "show", "f2");

        Assert.Equal(10, FleetFile.Read("f2.yaml", run.Out).Value!.Hosts.Length);
    }
}
