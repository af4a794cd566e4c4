using System.Text;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class WorkloadFileTests
{
    private static readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        ["own-mix.yaml"] = "{name: own, models: [{name: qwen3:8b, share: 1}], deadline: {first_token: 1s, total: 10s}}",
        ["bad-mix.yaml"] = "name: own\nmodels: []\n",
        ["good.csv"] = $"{CsvTrace.Header}\n0,800,80\n1,80,8\n2,80,8\n3,80,8\n",
        ["bad.csv"] = $"{CsvTrace.Header}\n0,800,80\nx,80,8\n2,80,0\n",
    };

    [Fact]
    public void All_errors_of_a_generated_workload_are_told_at_once() =>
        AssertProblems(
            """
            name: w
            mix: m3
            requests: 0
            rate_scale: -1
            arrivals: {poisson: {rate: fast}, bursty: {rate: 1, cv: 100}}
            sessions: {turns: 0.5, think_time: 3}
            input_tokens: {}
            duratoin: 5m
            deadline: {first_token: 2m, total: 1m}
            """,
            "w.yaml:2: mix: neither a built-in mix nor a file 'm3'; built in are m1, m2",
            "w.yaml:3: requests: must be a whole number from 1 to 10000000, not '0'",
            "w.yaml:4: rate_scale: must be a number from 0.000001 to 1000000, not '-1'",
            "w.yaml:5: arrivals: needs exactly one of 'poisson', 'bursty', 'profile' and 'trace'",
            "w.yaml:5: arrivals.poisson.rate: must be a rate such as 2.5/s or 90/min, from 0.000001 to 1000000/s, not 'fast'",
            "w.yaml:6: sessions.turns: must be a number from 1 to 1000, not '0.5'",
            "w.yaml:6: sessions.think_time: must be a mapping with fields, not '3'",
            "w.yaml:7: input_tokens.median: is missing",
            "w.yaml:7: input_tokens.max: is missing",
            "w.yaml:7: input_tokens.sigma: is missing",
            "w.yaml:8: duratoin: unknown field; the closest is 'duration'",
            "w.yaml:9: deadline.first_token: is later than 'total'"
        );

    [Fact]
    public void All_errors_of_a_profile_are_told_at_once() =>
        AssertProblems(
            """
            mix: m1
            arrivals:
              profile:
                period: 24h
                points:
                  - {at: 1h, rate: 0}
                  - {at: 30m, rate: 0/s}
                  - {at: 25h, rate: -1}
                  - {at: 3h, rte: 1}
            """,
            "w.yaml:1: name: is missing",
            "w.yaml:1: needs 'requests' or 'duration', or it would never end",
            "w.yaml:6: arrivals.profile.points[0].at: the first point must be at 0s",
            "w.yaml:7: arrivals.profile.points[1].at: must be later than the point before",
            "w.yaml:8: arrivals.profile.points[2].at: must be a duration such as 90s or 1h30m, from 0s to 86400s, not '25h'",
            "w.yaml:8: arrivals.profile.points[2].rate: must be a rate such as 2.5/s or 90/min, from 0 to 1000000/s, not '-1'",
            "w.yaml:9: arrivals.profile.points[3].rte: unknown field; the closest is 'rate'",
            "w.yaml:9: arrivals.profile.points[3].rate: is missing"
        );

    [Fact]
    public void Errors_of_the_trace_and_of_the_mix_are_told_with_their_own_files_and_lines() =>
        AssertProblems(
            """
            name: w
            mix: bad-mix.yaml
            arrivals: {trace: {path: bad.csv, token_scale: 0}}
            sessions: {turns: 2, think_time: {median: 1s}}
            """,
            "w.yaml:3: arrivals.trace.token_scale: must be a number from 0.0001 to 1000, not '0'",
            "w.yaml:4: sessions: is for generated arrivals; a trace has its own",
            "bad-mix.yaml:2: models: is an empty list",
            "bad.csv:3: arrival_s: must be a number of seconds, not 'x'",
            "bad.csv:4: output_tokens: must be a whole number from 1 to 10000000, not '0'"
        );

    [Theory]
    [InlineData("arrivals: {}", "w.yaml:3: arrivals: needs exactly one of 'poisson', 'bursty', 'profile' and 'trace'")]
    [InlineData("arrivals: {trace: {path: gone.csv}}", "w.yaml:3: arrivals.trace.path: there is no file 'gone.csv'")]
    [InlineData(
        "arrivals: {poisson: {rate: 1000/s}}\nduration: 24h",
        "w.yaml:4: duration: at this rate it is more than 10000000 requests: shorten it, or give 'requests'"
    )]
    [InlineData(
        "arrivals: {profile: {period: 24h, points: [{at: 0, rate: 1000}, {at: 1ms, rate: 0}]}}\nrequests: 1",
        "w.yaml:3: arrivals.profile.points: needs a mean rate above 0 and at most 10000 times under the highest"
    )]
    [InlineData(
        "arrivals: {poisson: {rate: 100}}\nrequests: 1\nsessions: {turns: 2, think_time: {median: 1h, max: 20h}}",
        "w.yaml:5: sessions: up to 180000000 conversations could be open at once, and at most 100000 are allowed: "
            + "lower 'rate', 'turns_max' or the 'max' of 'think_time'"
    )]
    public void What_would_run_for_ever_or_not_at_all_is_told(string text, string problem) =>
        AssertProblems($"name: w\nmix: m1\n{text}", problem);

    [Fact]
    public void A_model_that_the_fleet_lacks_is_told_where_the_mix_names_it()
    {
        const string Text = """
            name: w
            mix:
              name: own
              models:
                - {name: "gpt-oss:20b", share: 1}
                - {name: "qwen3:8", share: 1}
                - {name: "qwen3:8b", share: 1}
            requests: 5
            arrivals: {poisson: {rate: 1}}
            """;

        var problems = WorkloadFile.Read("w.yaml", Text, Open, BuiltIn.Fleet("f1")).Problems;

        Assert.Empty(WorkloadFile.Read("w.yaml", Text, Open).Problems);
        Assert.Equal(
            [(5, "mix.models[0].name"), (6, "mix.models[1].name")],
            problems.Select(problem => (problem.Line, problem.Field))
        );
        Assert.EndsWith("the closest is 'qwen3:8b'", problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generated_workload_is_as_it_is_written()
    {
        var workload = Assert.IsType<GeneratedWorkload>(
            Good(
                """
                name: day
                mix: own-mix.yaml
                duration: 2h
                rate_scale: 2
                arrivals: {bursty: {rate: 90/min, cv: 3}}
                sessions: {turns: 4, turns_max: 9, think_time: {median: 20s, sigma: 1, max: 5m}, block_tokens: 32, tokens_max: 4096}
                input_tokens: {median: 100, sigma: 1, max: 1000}
                output_tokens: {median: 50, sigma: 0.5, max: 500}
                """
            )
        );

        Assert.Equal(("day", TimeSpan.FromHours(2)), (workload.Name, workload.Duration));
        Assert.Equal(new BurstyArrivals(3, 3), workload.Process);
        Assert.Equal(new Sessions(4, 9, new TokenLengths(20_000, 1, 300_000), 32, 4096), workload.Sessions);
        Assert.Equal(
            (new TokenLengths(100, 1, 1000), new TokenLengths(50, 0.5, 500)),
            (workload.Input, workload.Output)
        );
        Assert.Equal(new Deadline(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)), workload.Deadline);
        Assert.InRange(WorkloadFacts.Of(workload, 1).Requests, 17_000, 24_000);
    }

    [Fact]
    public void A_recorded_workload_is_the_trace_with_its_scales_and_limits()
    {
        var workload = Assert.IsType<TraceWorkload>(
            Good(
                """
                name: replay
                mix: m2
                rate_scale: 0.5
                requests: 1
                arrivals: {trace: {path: good.csv, token_scale: 0.125}}
                deadline: {first_token: 3s, total: 30s}
                """
            )
        );

        var arrival = Assert.Single(workload.Read(1));
        Assert.Equal((100, 10), (arrival.Prompt.Tokens, arrival.OutputTokens));
        Assert.Equal(new Deadline(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30)), workload.Deadline);
    }

    [Fact]
    public void All_errors_of_a_mix_are_told_at_once()
    {
        var problems = MixFile
            .Read(
                "mix.yaml",
                """
                name: ""
                models:
                  - {name: qwen3:8b, share: 0, input_tokens: {median: 10, sigma: 9, max: 5}}
                  - {name: qwen3:8b}
                  - {share: x, instead: qwen3:8b, output_tokens: 100}
                tenants: [{name: a, share: 1}, {name: a, share: -1}, b]
                deadline: {first_token: 2m, total: 1m, lats: 1s}
                """
            )
            .Problems;

        Assert.Equal(
            [
                "mix.yaml:1: name: must be text of 1 to 200 characters, not ''",
                "mix.yaml:3: models[0].share: must be a number from 0.000000001 to 1000000000, not '0'",
                "mix.yaml:3: models[0].input_tokens.median: is above 'max'",
                "mix.yaml:3: models[0].input_tokens.sigma: must be a number from 0 to 5, not '9'",
                "mix.yaml:4: models[1].name: a second entry for 'qwen3:8b'",
                "mix.yaml:4: models[1].share: is missing",
                "mix.yaml:5: models[2].name: is missing",
                "mix.yaml:5: models[2].share: must be a number from 0.000000001 to 1000000000, not 'x'",
                "mix.yaml:5: models[2].instead: must be a list, not 'qwen3:8b'",
                "mix.yaml:5: models[2].output_tokens: must be a mapping with fields, not '100'",
                "mix.yaml:6: tenants[1].name: a second entry for 'a'",
                "mix.yaml:6: tenants[1].share: must be a number from 0.000000001 to 1000000000, not '-1'",
                "mix.yaml:6: tenants[2]: must be a mapping with fields, not 'b'",
                "mix.yaml:7: deadline.lats: unknown field; known are 'first_token', 'total'",
                "mix.yaml:7: deadline.first_token: is later than 'total'",
            ],
            problems.Select(problem => problem.ToString())
        );
    }

    private static MemoryStream? Open(string name) =>
        _files.TryGetValue(name, out var text) ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : null;

    private static IWorkload Good(string text)
    {
        var reading = WorkloadFile.Read("w.yaml", text, Open);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }

    private static void AssertProblems(string text, params string[] problems)
    {
        var reading = WorkloadFile.Read("w.yaml", text, Open);
        Assert.Null(reading.Value);
        Assert.Equal(problems, reading.Problems.Select(problem => problem.ToString()));
    }
}
