using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.EnsembleWorker.Runs;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunDeadlineTests
{
    [Fact]
    public async Task A_queued_run_past_its_deadline_fails_without_being_begun_and_needs_no_place()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:Sweep:Interval", "00:10:00"));
        await cluster.AddQueuedAsync(RunCluster.Request("run-1"));
        await cluster.AddQueuedAsync(RunCluster.Request("run-2"));
        await cluster.ChangeAsync(runs => runs.Where(run => run.RunId == "run-1"), run => run.DeadlineAtMs = 1);

        await LookAsync(cluster);

        await RunCluster.UntilAsync(cluster.First, "run-1", "failed");
        Assert.Equal("deadline_passed", (await RunCluster.ViewAsync(cluster.First, "run-1")).Cause);
        Assert.Equal("queued", (await RunCluster.ViewAsync(cluster.First, "run-2")).State);
        Assert.Empty(cluster.Fleet.Calls);
    }

    [Fact]
    public async Task A_run_that_does_not_conclude_within_the_grace_behind_its_deadline_fails()
    {
        await using var cluster = await RunCluster.StartAsync(
            new ScriptedStrategy(
                async (_, token) =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return "";
                }
            ),
            ("Worker:Runs:Controls:DeadlineGrace", "00:00:00")
        );
        var request = ScriptedStrategy.Request("run-1");
        request.Deadline = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200));

        await cluster.First.Client.StartRunAsync(request);

        await RunCluster.UntilAsync(cluster.First, "run-1", "failed");
        Assert.Equal("deadline_passed", (await RunCluster.ViewAsync(cluster.First, "run-1")).Cause);
    }

    private static Task LookAsync(RunCluster cluster) =>
        cluster
            .First.Services.GetServices<IHostedService>()
            .OfType<RunDeadlineLoop>()
            .Single()
            .RunOnceAsync(CancellationToken.None);
}
