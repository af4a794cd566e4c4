using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunWatchTests
{
    [Fact]
    public async Task A_piece_of_the_answer_comes_while_it_is_written_and_a_late_watcher_gets_what_it_missed()
    {
        await using var cluster = await RunCluster.StartAsync();
        var goOn = new TaskCompletionSource();
        cluster.Fleet.OnGenerate = async (call, stream) =>
        {
            if (FakeFleet.IsSynthesis(call))
            {
                await stream.SayAsync("first ");
                await goOn.Task.WaitAsync(stream.HangUp);
                await stream.SayAsync("second");
            }

            await stream.AnswerAsync($"{call.Model} says hi");
        };
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));

        using var early = Watch(cluster, "run-1");
        Assert.Equal("first ", (await PieceAsync(early)).Content);
        using var late = Watch(cluster, "run-1");
        Assert.Equal("first ", (await PieceAsync(late)).Content);
        goOn.SetResult();

        var piece = await PieceAsync(early);
        Assert.StartsWith("second", piece.Content, StringComparison.Ordinal);
        Assert.Equal(6ul, piece.Offset);
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_slows_nobody_and_gets_everything_when_it_does()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:MaxStepCharacters", "10000000"));
        var piece = new string('x', 10_000);
        cluster.Fleet.OnGenerate = (call, stream) =>
            stream.AnswerAsync(
                FakeFleet.IsSynthesis(call) ? [.. Enumerable.Repeat(piece, 400)] : [$"{call.Model} says hi"]
            );
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        using var watch = Watch(cluster, "run-1");
        await NextAsync(watch);

        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");

        var (length, messages, last) = (0, 0, "");
        while (await Wait.ForAsync(watch.ResponseStream.MoveNext(CancellationToken.None), "the watch goes on"))
        {
            length += watch.ResponseStream.Current.Answer?.Content.Length ?? 0;
            messages++;
            last = watch.ResponseStream.Current.Name;
        }

        Assert.Equal((4_000_000, "completed"), (length, last));
        Assert.InRange(messages, 1, 399);
    }

    [Fact]
    public async Task A_finished_run_is_told_from_the_sequence_wanted_with_its_answer_before_the_end()
    {
        await using var cluster = await RunCluster.StartAsync();
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
        var other = await cluster.AddAsync();

        var events = await RunCluster.WatchAsync(other, "run-1", from: 3);

        Assert.Equal(["ai_response", "", "completed"], events.Select(e => e.Name));
        Assert.Equal([3ul, 0, 4], events.Select(e => e.Sequence));
        var view = await RunCluster.ViewAsync(other, "run-1");
        Assert.Equal((view.Answer.Content, view.Answer.Writing), (events[1].Answer.Content, events[1].Answer.Writing));
        Assert.Empty(await RunCluster.WatchAsync(other, "run-1", from: 5));
    }

    [Fact]
    public async Task A_worker_that_does_not_hold_the_run_tells_who_does()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (_, stream) => Task.Delay(Timeout.Infinite, stream.HangUp);
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        await RunCluster.UntilAsync(cluster.First, "run-1", "running");
        var other = await cluster.AddAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => RunCluster.WatchAsync(other, "run-1"));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        var own = cluster.First.Services.GetRequiredService<PeerAddresses>().Advertised;
        var holder = failure.Trailers.GetValue("orchestrator-run-holder");
        Assert.Equal(own, new Uri(holder ?? "http://nobody"));
        var hint = await cluster
            .First.Services.GetRequiredService<SharedCache>()
            .GetAsync("run-holder:run-1", CancellationToken.None);
        Assert.Equal(holder, hint);
    }

    [Fact]
    public async Task While_nobody_holds_the_run_a_watcher_waits_until_somebody_does()
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
        var watch = RunCluster.WatchAsync(cluster.First, "run-1");

        var intake = cluster.First.Services.GetRequiredService<RunIntake>();
        Assert.True(await intake.TryTakeAsync("run-1", TimeSpan.Zero, CancellationToken.None));

        Assert.Equal("completed", (await watch)[^1].Name);
    }

    [Fact]
    public async Task Too_many_watchers_are_refused()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:Watch:MaxWatchers", "1"));
        cluster.Fleet.OnGenerate = (call, stream) =>
            call.Model == "a:1" ? stream.AnswerAsync("fine") : Task.Delay(Timeout.Infinite, stream.HangUp);
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        using var first = Watch(cluster, "run-1");
        await NextAsync(first);

        var failure = await Assert.ThrowsAsync<RpcException>(() => RunCluster.WatchAsync(cluster.First, "run-1"));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    private static AsyncServerStreamingCall<RunEvent> Watch(RunCluster cluster, string runId) =>
        cluster.First.Client.WatchRun(new WatchRunRequest { RunId = runId });

    private static async Task<RunEvent> NextAsync(AsyncServerStreamingCall<RunEvent> call)
    {
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an event arrives"));
        return call.ResponseStream.Current;
    }

    private static async Task<AnswerPiece> PieceAsync(AsyncServerStreamingCall<RunEvent> call)
    {
        while (true)
        {
            if ((await NextAsync(call)).Answer is { } piece)
            {
                return piece;
            }
        }
    }
}
