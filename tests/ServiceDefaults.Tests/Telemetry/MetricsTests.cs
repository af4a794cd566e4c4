using System.Diagnostics.Metrics;
using System.Globalization;

namespace Orchestrator.ServiceDefaults.Tests.Telemetry;

[Collection(TelemetryOfOneTest.Name)]
public sealed class MetricsTests
{
    private const string Scope = "otel_scope_name=\"Orchestrator.Tested\"";

    [Fact]
    public async Task A_counter_is_a_total_and_what_may_fall_is_a_gauge()
    {
        var text = await ScrapeAsync(meter =>
        {
            meter.CreateCounter<long>("orchestrator.tested.calls", "{call}", "Calls.").Add(3);
            meter.CreateUpDownCounter<long>("orchestrator.tested.open").Add(-2);
            meter.CreateGauge<double>("orchestrator.tested.level", "1").Record(0.5);
        });

        AssertLines(
            text,
            "# HELP orchestrator_tested_calls_total Calls.",
            "# TYPE orchestrator_tested_calls_total counter",
            $"orchestrator_tested_calls_total{{{Scope}}} 3"
        );
        AssertLines(text, "# TYPE orchestrator_tested_open gauge", $"orchestrator_tested_open{{{Scope}}} -2");
        AssertLines(text, "# TYPE orchestrator_tested_level gauge", $"orchestrator_tested_level{{{Scope}}} 0.5");
    }

    [Fact]
    public async Task A_duration_of_ours_is_counted_in_seconds_and_not_in_the_milliseconds_that_the_SDK_assumes()
    {
        var text = await ScrapeAsync(meter =>
            meter.CreateHistogram<double>("orchestrator.tested.duration", "s").Record(0.03)
        );

        AssertLines(
            text,
            $"orchestrator_tested_duration_seconds_bucket{{{Scope},le=\"0.02\"}} 0",
            $"orchestrator_tested_duration_seconds_bucket{{{Scope},le=\"0.05\"}} 1"
        );
    }

    [Fact]
    public async Task A_histogram_has_cumulative_buckets_up_to_infinity_a_sum_and_a_count()
    {
        var text = await ScrapeAsync(meter =>
        {
            var histogram = meter.CreateHistogram(
                "orchestrator.tested.duration",
                "s",
                "How long.",
                tags: null,
                new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }
            );
            histogram.Record(0.05);
            histogram.Record(0.5);
            histogram.Record(0.5);
            histogram.Record(20);
        });

        AssertLines(
            text,
            "# HELP orchestrator_tested_duration_seconds How long.",
            "# TYPE orchestrator_tested_duration_seconds histogram",
            $"orchestrator_tested_duration_seconds_bucket{{{Scope},le=\"0.1\"}} 1",
            $"orchestrator_tested_duration_seconds_bucket{{{Scope},le=\"1\"}} 3",
            $"orchestrator_tested_duration_seconds_bucket{{{Scope},le=\"+Inf\"}} 4",
            $"orchestrator_tested_duration_seconds_sum{{{Scope}}} 21.05",
            $"orchestrator_tested_duration_seconds_count{{{Scope}}} 4"
        );
    }

    [Fact]
    public async Task Label_values_and_help_are_escaped_and_names_cleaned()
    {
        var text = await ScrapeAsync(meter =>
            meter
                .CreateCounter<long>("orchestrator.tested-odd", unit: null, "a \\ b\nc \"d\"")
                .Add(1, new("model.name", "a\\b\"c\nd"), new("한글", "값"), new("1st", true))
        );

        AssertLines(
            text,
            "# HELP orchestrator_tested_odd_total a \\\\ b\\nc \"d\"",
            "# TYPE orchestrator_tested_odd_total counter",
            $"orchestrator_tested_odd_total{{_1st=\"true\",model_name=\"a\\\\b\\\"c\\nd\",_=\"값\",{Scope}}} 1"
        );
    }

    [Fact]
    public async Task Series_above_the_limit_are_added_up_in_one_so_that_nothing_is_lost()
    {
        var text = await ScrapeAsync(
            meter =>
            {
                var counter = meter.CreateCounter<long>("orchestrator.tested.many");
                for (var i = 0; i < 1000; i++)
                {
                    counter.Add(1, new KeyValuePair<string, object?>("id", i));
                }
            },
            new() { ["Telemetry:MaxSeriesPerMetric"] = "50" }
        );

        var series = text.Split('\n')
            .Where(line => line.StartsWith("orchestrator_tested_many_total{", StringComparison.Ordinal))
            .ToList();
        Assert.InRange(series.Count, 40, 51);
        Assert.Single(series, line => line.Contains("otel_metric_overflow=\"true\"", StringComparison.Ordinal));
        Assert.Equal(
            1000,
            series.Sum(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task Every_line_follows_the_text_format_and_every_name_has_one_type()
    {
        await using var app = await EchoApp.StartAsync();
        await app.Client().SayAsync(new EchoV1.EchoRequest());
        await app.Http.GetAsync("/nowhere");

        var response = await app.Http.GetAsync("/metrics");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("", lines[^1]);
        const string Label = """[a-zA-Z_][a-zA-Z0-9_]*="(\\[\\"n]|[^\\"\n])*" """;
        var sample =
            $$"""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{{{Label.Trim()}}(,{{Label.Trim()}})*\})? (-?[0-9.]+(E[+-]?[0-9]+)?|[+-]Inf|NaN)$""";
        Assert.All(
            lines[..^1],
            line => Assert.Matches($"^# (HELP [^ ]+ .*|TYPE [^ ]+ (counter|gauge|histogram))$|{sample}", line)
        );
        var types = lines
            .Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2])
            .ToList();
        Assert.Equal(types.Distinct(), types);
        var series = lines
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line[..line.LastIndexOf(' ')])
            .ToList();
        Assert.Equal(series.Distinct(), series);
        Assert.Contains("target_info", types);
        Assert.Contains("http_server_request_duration_seconds", types);
        Assert.Contains("dotnet_process_memory_working_set_bytes", types);
        Assert.Contains(
            lines,
            line => line.StartsWith("target_info{service_name=\"tested\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Two_scrapes_at_once_both_get_everything()
    {
        await using var app = await TestApp.StartAsync();

        var texts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Http.GetStringAsync("/metrics")));

        Assert.All(texts, text => Assert.Contains("target_info", text, StringComparison.Ordinal));
    }

    private static async Task<string> ScrapeAsync(Action<Meter> record, Dictionary<string, string?>? settings = null)
    {
        await using var app = await TestApp.StartAsync(settings: settings);
        record(app.Get<IMeterFactory>().Create("Orchestrator.Tested"));
        return await app.Http.GetStringAsync("/metrics");
    }

    private static void AssertLines(string text, params string[] lines) =>
        Assert.True(text.Contains(string.Join('\n', lines) + "\n", StringComparison.Ordinal), text);
}
