using Orchestrator.Benchmarks.Figures;

namespace Orchestrator.Benchmarks.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void What_is_added_is_the_difference_within_a_round_and_only_then_the_median_of_the_rounds()
    {
        Segment[] segments =
        [
            Segments.Of("direct", 1, [10]),
            Segments.Of("gateway", 1, [11]),
            Segments.Of("direct", 2, [1]),
            Segments.Of("gateway", 2, [3]),
            Segments.Of("direct", 3, [100]),
            Segments.Of("gateway", 3, [103]),
        ];

        var added = new Comparison("s", "gateway", segments).Added(segment => segment.Latency.P50);

        Assert.Equal(new Spread(2, 1, 3), added);
    }

    [Fact]
    public void A_round_without_a_direct_call_says_nothing_about_what_is_added()
    {
        Segment[] segments = [Segments.Of("direct", 1, [1]), Segments.Of("gateway", 2, [5])];

        Assert.True(double.IsNaN(new Comparison("s", "gateway", segments).Added(s => s.Latency.P50).Median));
    }

    [Fact]
    public void Only_the_segments_of_the_scenario_count()
    {
        Segment[] segments = [Segments.Of("gateway", 1, [1]), Segments.Of("gateway", 1, [9], scenario: "other")];

        Assert.Equal(new Spread(1, 1, 1), new Comparison("s", "gateway", segments).Over(s => s.Latency.P50));
    }

    [Fact]
    public void A_ratio_is_taken_within_each_round()
    {
        Segment[] segments =
        [
            Segments.Of("gateway", 1, [1, 1], seconds: 1),
            Segments.Of("nginx", 1, [1, 1, 1, 1], seconds: 1),
            Segments.Of("gateway", 2, [1], seconds: 1),
            Segments.Of("nginx", 2, [1], seconds: 1),
        ];
        var nginx = new Comparison("s", "nginx", segments);

        var ratio = new Comparison("s", "gateway", segments).RatioTo(nginx, segment => segment.PerSecond);

        Assert.Equal(new Spread(0.75, 0.5, 1), ratio);
    }

    [Fact]
    public void Processor_time_is_divided_by_all_answers_of_all_rounds()
    {
        Segment[] segments =
        [
            Segments.Of("gateway", 1, [1, 1, 1]) with
            {
                CpuSeconds = new Dictionary<string, double> { ["router"] = 0.003 },
            },
            Segments.Of("gateway", 2, [1]) with
            {
                CpuSeconds = new Dictionary<string, double> { ["router"] = 0.005 },
            },
        ];

        var (process, microseconds) = Assert.Single(new Comparison("s", "gateway", segments).CpuPerAnswer());

        Assert.Equal("router", process);
        Assert.Equal(2_000, microseconds, precision: 6);
    }
}
