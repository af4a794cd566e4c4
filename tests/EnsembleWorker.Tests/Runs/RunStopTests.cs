using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunStopTests
{
    [Fact]
    public async Task A_stop_reaches_the_replicas_and_is_the_runs_last_event()
    {
        await using var cluster = await RunCluster.StartAsync();
        var hangUps = await HangAsync(cluster);
        var watch = RunCluster.WatchAsync(cluster.First, "run-1");

        Assert.Equal("stopped", await StopAsync(cluster.First));

        await Wait.UntilAsync(() => hangUps() == 3, "all three calls end at the replica");
        var last = (await watch)[^1];
        Assert.Equal("failed", last.Name);
        Assert.Contains("\"cause\":\"stopped\"", last.PayloadJson);
        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("stopped", "stopped", 0), (view.State, view.Cause, view.Steps.Count));
        Assert.Equal("stopped", await StopAsync(cluster.First));
    }

    [Fact]
    public async Task A_stop_that_another_worker_gets_is_seen_by_the_holder()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Leases:RenewInterval", "00:00:00.100"));
        var hangUps = await HangAsync(cluster);
        var other = await cluster.AddAsync();

        await StopAsync(other);

        await Wait.UntilAsync(() => hangUps() == 3, "all three calls end at the replica");
        await RunCluster.UntilAsync(other, "run-1", "stopped");
    }

    [Fact]
    public async Task A_run_that_nobody_holds_is_stopped_without_being_begun()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:Sweep:Interval", "00:10:00"));
        var row = new RunRow
        {
            RunId = "run-1",
            Strategy = "ensemble",
            State = RunStates.Queued,
            Request = Google.Protobuf.MessageExtensions.ToByteArray(RunCluster.Request("run-1")),
        };
        await cluster.First.Services.GetRequiredService<RunStore>().TryAddAsync(row, CancellationToken.None);

        Assert.Equal("stopped", await StopAsync(cluster.First));

        Assert.Empty(cluster.Fleet.Calls);
        Assert.Equal("failed", Assert.Single(await RunCluster.WatchAsync(cluster.First, "run-1")).Name);
    }

    [Fact]
    public async Task A_finished_run_stays_as_it_is()
    {
        await using var cluster = await RunCluster.StartAsync();
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");

        Assert.Equal("completed", await StopAsync(cluster.First));
    }

    [Theory]
    [InlineData(RunControl.Message, StatusCode.InvalidArgument)]
    [InlineData(RunControl.Unspecified, StatusCode.InvalidArgument)]
    [InlineData(RunControl.Pause, StatusCode.NotFound)]
    [InlineData(RunControl.Resume, StatusCode.NotFound)]
    [InlineData(RunControl.Replay, StatusCode.NotFound)]
    public async Task Controls_without_sense_and_those_of_unknown_runs_are_refused(
        RunControl control,
        StatusCode status
    )
    {
        await using var cluster = await RunCluster.StartAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await cluster.First.Client.ControlRunAsync(new ControlRunRequest { RunId = "run-1", Control = control })
        );

        Assert.Equal(status, failure.StatusCode);
    }

    [Fact]
    public async Task A_run_that_is_not_there_cannot_be_stopped_or_watched()
    {
        await using var cluster = await RunCluster.StartAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => StopAsync(cluster.First));
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        failure = await Assert.ThrowsAsync<RpcException>(() => RunCluster.WatchAsync(cluster.First, "run-1"));
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    private static async Task<string> StopAsync(WorkerHost worker)
    {
        var request = new ControlRunRequest { RunId = "run-1", Control = RunControl.Stop };
        return (await worker.Client.ControlRunAsync(request)).State;
    }

    /// <returns>How many calls have ended at the replica.</returns>
    private static async Task<Func<int>> HangAsync(RunCluster cluster)
    {
        var hangUps = 0;
        cluster.Fleet.OnGenerate = async (_, stream) =>
        {
            stream.HangUp.Register(() => Interlocked.Increment(ref hangUps));
            await stream.SayAsync("first");
            await Task.Delay(Timeout.Infinite, stream.HangUp);
        };
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await Wait.UntilAsync(() => cluster.Fleet.Calls.Count == 3, "all members are asked");
        return () => Volatile.Read(ref hangUps);
    }
}
