using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.EnsembleWorker.Runs;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Pausing;

public sealed class PausedTooLongTests
{
    [Fact]
    public async Task A_run_that_nobody_resumes_ends_as_stopped_with_a_cause_and_younger_pauses_go_on()
    {
        await using var cluster = await RunCluster.StartAsync(
            ("Worker:Runs:Retention:PausedPeriod", "01:00:00"),
            ("Worker:Runs:Sweep:Interval", "00:10:00")
        );
        await cluster.AddQueuedAsync(RunCluster.Request("run-1"));
        await cluster.AddQueuedAsync(RunCluster.Request("run-2"));
        var now = TimeProvider.System.GetUtcNow();
        await PausedSinceAsync(cluster, "run-1", now - TimeSpan.FromMinutes(61));
        await PausedSinceAsync(cluster, "run-2", now - TimeSpan.FromMinutes(50));

        await RetentionOf(cluster).RunOnceAsync(CancellationToken.None);

        await RunCluster.UntilAsync(cluster.First, "run-1", "stopped");
        Assert.Equal("paused_too_long", (await RunCluster.ViewAsync(cluster.First, "run-1")).Cause);
        var last = (await RunCluster.WatchAsync(cluster.First, "run-1"))[^1];
        Assert.Equal("failed", last.Name);
        Assert.Contains("paused_too_long", last.PayloadJson);
        Assert.Equal("paused", (await RunCluster.ViewAsync(cluster.First, "run-2")).State);
        Assert.Empty(cluster.Fleet.Calls);
    }

    private static Task PausedSinceAsync(RunCluster cluster, string runId, DateTimeOffset since) =>
        cluster.ChangeAsync(
            runs => runs.Where(run => run.RunId == runId),
            run => (run.State, run.PausedAtMs) = (RunStates.Paused, since.ToUnixTimeMilliseconds())
        );

    private static RunRetentionLoop RetentionOf(RunCluster cluster) =>
        cluster.First.Services.GetServices<IHostedService>().OfType<RunRetentionLoop>().Single();
}
