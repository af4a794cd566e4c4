using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Control;

public sealed class RunReplayTests
{
    [Fact]
    public async Task A_dead_run_goes_on_behind_its_completed_steps_when_it_is_replayed()
    {
        var isBroken = true;
        var strategy = new ScriptedStrategy(
            async (run, token) =>
            {
                var first = await run.DecideAsync("early", () => new RunDecision("kept"), token);
                await run.StepAsync(ScriptedStrategy.Order("good", "good:1"), token);
                var bad = await run.StepAsync(ScriptedStrategy.Order("bad", "bad:1"), token);
                var later = await run.DecideAsync(
                    "late",
                    () => new RunDecision($"bad ended with '{bad.Cause}'"),
                    token
                );
                return isBroken ? throw new InvalidOperationException("a bug") : $"{first}, {later}";
            }
        );
        await using var cluster = await RunCluster.StartAsync(strategy);
        cluster.First.Log.ExpectErrors("the strategy scripted failed");
        cluster.Fleet.OnGenerate = (call, stream) =>
            isBroken && call.Model == "bad:1" ? FakeFleet.Stream.FailAsync() : stream.AnswerAsync("fine");
        await cluster.First.Client.StartRunAsync(ScriptedStrategy.Request("run-1"));
        await RunCluster.UntilAsync(cluster.First, "run-1", "dead");
        var calls = cluster.Fleet.CountOf("bad:1");

        isBroken = false;
        Assert.Equal("queued", await RunCluster.ControlAsync(cluster.First, RunControl.Replay));
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");

        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("kept, bad ended with ''", "", ""), (view.Answer.Content, view.Cause, view.Message));
        Assert.Equal((1, calls + 1), (cluster.Fleet.CountOf("good:1"), cluster.Fleet.CountOf("bad:1")));
        var log = (await RunCluster.WatchAsync(cluster.First, "run-1")).Where(e => e.Sequence > 0).ToList();
        Assert.Equal(
            ["ai_response", "ai_response", "failed", "resumed", "ai_response", "completed"],
            log.Select(e => e.Name)
        );
        Assert.Equal("""{"reason":"replay"}""", log[3].PayloadJson);
        Assert.Equal(Enumerable.Range(1, 6), log.Select(e => (int)e.Sequence));
    }

    [Fact]
    public async Task A_replay_begins_the_count_of_takeovers_and_the_time_anew()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:MaxTakeovers", "3"));
        await cluster.AddQueuedAsync(RunCluster.Request("run-1"));
        await cluster.ChangeAsync(
            runs => runs,
            run =>
            {
                (run.State, run.Cause, run.FinishedAtMs) = (RunStates.Dead, "too_many_takeovers", 5);
                (run.Takeovers, run.Epoch, run.CreatedAtMs, run.StartedAtMs) = (3, 9, 1, 2);
            }
        );

        Assert.Equal("queued", await RunCluster.ControlAsync(cluster.First, RunControl.Replay));

        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
        var row = await cluster.First.Services.GetRequiredService<RunStore>().FindAsync("run-1", default);
        Assert.Equal((11, 0), (row?.Epoch, row?.Takeovers));
    }

    [Theory]
    [InlineData(RunStates.Queued, null)]
    [InlineData(RunStates.Paused, null)]
    [InlineData(RunStates.Completed, StatusCode.FailedPrecondition)]
    [InlineData(RunStates.Stopped, StatusCode.FailedPrecondition)]
    public async Task A_repeated_replay_tells_the_state_and_what_has_not_failed_is_not_replayed(
        string state,
        StatusCode? refused
    )
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:Sweep:Interval", "00:10:00"));
        await cluster.AddQueuedAsync(RunCluster.Request("run-1"));
        await cluster.ChangeAsync(runs => runs, run => run.State = state);

        var failure = await Record.ExceptionAsync(() => RunCluster.ControlAsync(cluster.First, RunControl.Replay));

        Assert.Equal(refused, (failure as RpcException)?.StatusCode);
        Assert.Equal(state, (await RunCluster.ViewAsync(cluster.First, "run-1")).State);
    }
}
