using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Orchestrator.Cli.Tests.Commands;

public sealed class SimulateCommandTests : IDisposable
{
    private static readonly string[] _small = ["simulate", "--fleet", "f3", "--limit", "60"];
    private readonly TemporaryFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task The_same_arguments_give_the_same_bytes_however_many_run_at_once(params string[] more)
    {
        string[] arguments = [.. _small, "--seeds", "2", "--load", "0.2,0.4", .. more];
        var one = await CommandRun.OfAsync([.. arguments, "--jobs", "1"]);
        var four = await CommandRun.OfAsync([.. arguments, "--jobs", "4"]);

        Assert.Equal((0, 0), (one.ExitCode, four.ExitCode));
        Assert.Equal(one.Out, four.Out);
        var other = await CommandRun.OfAsync([.. arguments, "--seed", "7"]);
        Assert.NotEqual(one.Out, other.Out);
    }

    [Fact]
    public async Task A_piped_table_is_plain_text_that_says_once_that_it_is_simulated()
    {
        var run = await CommandRun.OfAsync(_small);

        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Equal(2, run.Out.Split("SIMULATED").Length);
        Assert.All(run.Out.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        // How long users wait, what the fleet does, and what our own policy is to each of the others.
        Assert.All(["orchestrator", "bound"], name => Assert.Equal(2, Rows(run.Out, name)));
        Assert.All(
            ["random", "round-robin", "least-connections", "warm-first", "planner"],
            name => Assert.Equal(3, Rows(run.Out, name))
        );
        Assert.Contains(" twentyfour ", run.Out, StringComparison.Ordinal);
        Assert.Equal(6, run.ErrorLines.Count);
    }

    private static int Rows(string text, string name) =>
        text.Split('\n').Count(line => line.StartsWith($" {name} ", StringComparison.Ordinal));

    [Fact]
    public async Task Json_has_the_figures_of_every_policy_and_nothing_else_is_written()
    {
        var result = await CommandRun.JsonAsync([.. _small, "--seeds", "3"]);

        Assert.True(result.GetProperty("simulated").GetBoolean());
        var one = result.GetProperty("cases").EnumerateArray().Single();
        Assert.Equal(60, one.GetProperty("workload").GetProperty("requests").GetInt64());
        Assert.All(
            one.GetProperty("policies").EnumerateArray(),
            policy =>
            {
                Assert.Equal(
                    [1, 2, 3],
                    policy.GetProperty("seeds").EnumerateArray().Select(seed => Number(seed, "seed"))
                );
                var (median, worst) = (policy.GetProperty("median"), policy.GetProperty("worst"));
                Assert.True(Number(median, "total_p95_s") <= Number(worst, "total_p95_s"));
                Assert.True(Number(median, "tokens_per_s") >= Number(worst, "tokens_per_s"));
                Assert.Equal(60, Number(median, "completed") + Number(median, "refused"));
                Assert.True(Number(one.GetProperty("bound"), "total_p50_s") <= Number(median, "total_p50_s"));
            }
        );
    }

    [Fact]
    public async Task What_never_happened_is_null_in_json_beside_the_number_of_refused_requests()
    {
        var result = await CommandRun.JsonAsync([
            "simulate",
            "--fleet",
            "f3",
            "--limit",
            "400",
            "--load",
            "20",
            "--policy",
            "random",
        ]);

        var median = Single(result).GetProperty("median");
        Assert.Equal(JsonValueKind.Null, median.GetProperty("total_p99_s").ValueKind);
        Assert.InRange(Number(median, "refused"), 1, 400);
    }

    [Fact]
    public async Task The_rate_is_scaled_to_the_asked_load()
    {
        var result = await CommandRun.JsonAsync([
            "simulate",
            "--fleet",
            "f3",
            "--limit",
            "300",
            "--load",
            "0.1,0.5",
            "--load",
            "2",
            "--policy",
            "random",
        ]);

        var loads = result.GetProperty("cases").EnumerateArray().Select(one => Number(one, "load")).ToList();
        Assert.Equal(3, loads.Count);
        Assert.All([0.1, 0.5, 2], (asked, at) => Assert.Equal(asked, loads[at], asked * 0.03));
    }

    [Fact]
    public async Task A_recorded_trace_is_thinned_and_its_tokens_are_scaled()
    {
        var rows = Enumerable.Range(0, 100).Select(at => $"{at},{400 + at},100");
        var trace = _files.Write("t.csv.gz", "arrival_s,input_tokens,output_tokens\n" + string.Join('\n', rows));

        var result = await CommandRun.JsonAsync([
            "simulate",
            "--fleet",
            "f3",
            "--trace",
            trace,
            "--mix",
            "m2",
            "--rate-scale",
            "0.5",
            "--token-scale",
            "0.25",
            "--policy",
            "warm-first",
        ]);

        var workload = result.GetProperty("cases")[0].GetProperty("workload");
        Assert.Equal((50, 25), (Number(workload, "requests"), Number(workload, "output_tokens_mean")));
        Assert.Equal("M2", workload.GetProperty("mix").GetString());
    }

    [Fact]
    public async Task A_workload_file_is_replayed_beside_the_files_that_it_names()
    {
        _files.Write("t.csv", "arrival_s,input_tokens,output_tokens\n0,100,10\n1,100,10\n2,100,10\n");
        var file = _files.Write("w.yaml", "name: mine\nmix: m1\narrivals: { trace: { path: t.csv } }\n");

        var result = await CommandRun.JsonAsync([
            "simulate",
            "--fleet",
            "f3",
            "--workload",
            file,
            "--limit",
            "2",
            "--policy",
            "random",
        ]);

        Assert.Equal(2, Number(Single(result).GetProperty("median"), "completed"));
        Assert.Equal("mine", result.GetProperty("cases")[0].GetProperty("workload").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Models_that_no_host_has_the_memory_for_are_named()
    {
        var fleet = _files.Write(
            "f.yaml",
            "name: f\nhosts:\n  - { name: a, gpus: [RTX 3060], memory: 1GB, models: [qwen3:8b, llama3.3:70b] }\n"
        );
        var mix = _files.Write(
            "m.yaml",
            "name: m\nmodels: [{ name: qwen3:8b, share: 1 }, { name: llama3.3:70b, share: 1 }]\n"
        );
        string[] arguments = ["simulate", "--fleet", fleet, "--mix", mix, "--limit", "40", "--policy", "random"];

        var one = (await CommandRun.JsonAsync(arguments)).GetProperty("cases")[0];
        var report = await CommandRun.OfAsync(arguments);

        Assert.Equal("llama3.3:70b", Assert.Single(one.GetProperty("unloadable_models").EnumerateArray()).GetString());
        Assert.Contains("no host has the memory for llama3.3:70b", report.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("no host has", (await CommandRun.OfAsync(_small)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeline_is_written_for_the_asked_policy()
    {
        var path = _files.PathOf("t.svg");
        var run = await CommandRun.OfAsync([
            .. _small,
            "--policy",
            "random,warm-first",
            "--timeline",
            path,
            "--timeline-policy",
            "random",
        ]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Hosts under random", run.Out, StringComparison.Ordinal);
        Assert.Contains("policy random", XDocument.Load(path).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_stops_between_two_events_and_says_so_by_its_exit_code()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        // The line of the first replay that has ended stops the 599 others.
        await using var error = new CancellingWriter(stop);
        var run = await CommandRun.OfAsync(
            output,
            error,
            stop.Token,
            ["simulate", "--fleet", "f3", "--limit", "50", "--jobs", "1", "--seeds", "100"]
        );

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.InRange(run.ErrorLines.Count, 2, 5);
    }

    private static JsonElement Single(JsonElement result) =>
        result.GetProperty("cases").EnumerateArray().Single().GetProperty("policies").EnumerateArray().Single();

    private static double Number(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null
            ? double.PositiveInfinity
            : element.GetProperty(name).GetDouble();

    private sealed class CancellingWriter(CancellationTokenSource stop) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            stop.Cancel();
        }
    }
}
