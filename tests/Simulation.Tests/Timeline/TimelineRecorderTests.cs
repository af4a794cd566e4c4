using Orchestrator.Simulation.Timeline;

namespace Orchestrator.Simulation.Tests.Timeline;

public sealed class TimelineRecorderTests
{
    private const string Small = "llama3.2:3b";
    private const string Large = "gemma3:12b";

    [Fact]
    public void Residency_is_what_was_told()
    {
        var host = new HostHistory("a")
            .At(1, 0, 0, (Small, true, 0))
            .At(3, 0, 0, (Small, false, 2))
            .At(10, 0, 0, (Small, false, 0), (Large, true, 0))
            .At(14, 0, 0, (Large, false, 1))
            .EndsAt(20)
            .Hosts[0];

        var (large, small) = (host.Lanes.First(), host.Lanes.Last());
        Assert.Equal((Large, Small), (large.Model, small.Model));
        Assert.Equal(13, small.Resident.Sum, 6);
        Assert.Equal(2, small.Loading.Sum, 6);
        Assert.Equal(10, large.Resident.Sum, 6);
        Assert.Equal(4, large.Loading.Sum, 6);
    }

    [Fact]
    public void Each_column_has_the_seconds_that_fall_into_it()
    {
        // 0.1 s wide at first.
        var host = new HostHistory("a").At(0.25, 0, 0, (Small, false, 1)).At(0.55, 0, 0).EndsAt(1).Hosts[0];

        var resident = host.Lanes.Single().Resident;
        Assert.Equal([0, 0, 0.05, 0.1, 0.1, 0.05, 0], Enumerable.Range(0, 7).Select(at => Math.Round(resident[at], 9)));
    }

    [Fact]
    public void Queues_and_runs_are_the_most_of_each_column_even_when_they_last_no_time()
    {
        var host = new HostHistory("a")
            .At(0.31, 0, 7, (Small, false, 3))
            .At(0.31, 0, 2, (Small, false, 4))
            .At(0.45, 0, 0)
            .EndsAt(1)
            .Hosts[0];

        Assert.Equal((7, 2, 0), (host.Waiting[3], host.Waiting[4], host.Waiting[5]));
        Assert.Equal((4, 4, 0), (host.Running[3], host.Running[4], host.Running[5]));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(3600)]
    [InlineData(86_400 * 30)]
    public void Columns_grow_with_the_replay_and_nothing_is_lost(double end)
    {
        var history = new HostHistory("a", "b");
        for (var at = 0; at < 1000; at++)
        {
            history.At(end * at / 1000, at % 2, at % 7, (at % 4 < 2 ? Small : Large, at % 3 == 0, at % 5));
        }

        var recorder = history.EndsAt(end);

        Assert.InRange(
            recorder.ColumnWidth.TotalSeconds,
            end / TimelineLimits.Columns,
            2 * end / TimelineLimits.Columns + 0.1
        );
        Assert.All(
            recorder.Hosts,
            host =>
            {
                Assert.Equal(end, host.Lanes.Sum(lane => lane.Resident.Sum), end / 500);
                Assert.Equal((4, 6), (host.Running.Max, host.Waiting.Max));
            }
        );
    }

    [Fact]
    public void Hosts_and_models_beyond_the_limits_are_counted_and_not_kept()
    {
        var hosts = Enumerable.Range(0, TimelineLimits.HostsMax + 2).Select(number => $"h{number}").ToArray();
        var history = new HostHistory(hosts).At(0, hosts.Length - 1, 0, (Small, false, 1));
        for (var number = 0; number < TimelineLimits.LanesMax + 3; number++)
        {
            history.Recorder.LoadStarted(TimeSpan.Zero, 0, $"model-{number}", TimeSpan.FromSeconds(1));
        }

        var recorder = history.EndsAt(1);
        Assert.Equal((TimelineLimits.HostsMax, 2), (recorder.Hosts.Length, recorder.HostsWithoutBand));
        Assert.Equal(
            (TimelineLimits.LanesMax, 3),
            (recorder.Hosts[0].Lanes.Count, recorder.Hosts[0].ModelsWithoutLane)
        );
    }
}
