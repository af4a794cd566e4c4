using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Inbox;

public sealed class RunQuestionTests
{
    [Fact]
    public async Task The_run_pauses_with_its_question_and_the_next_message_is_the_reply()
    {
        await using var cluster = await RunCluster.StartAsync(Asking());
        await cluster.First.Client.StartRunAsync(ScriptedStrategy.Request("run-1"));
        await RunCluster.ControlAsync(cluster.First, RunControl.Message, "before");
        await RunCluster.UntilAsync(cluster.First, "run-1", "paused");

        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("Which one?", ""), (view.Question, view.Worker));
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            RunCluster.ControlAsync(cluster.First, RunControl.Resume)
        );
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);

        Assert.Equal("queued", await RunCluster.ControlAsync(cluster.First, RunControl.Message, "the first"));
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");

        view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("before, a:1 says hi, the first", ""), (view.Answer.Content, view.Question));
        Assert.Single(cluster.Fleet.Calls);
        var log = (await RunCluster.WatchAsync(cluster.First, "run-1")).Where(e => e.Sequence > 0).ToList();
        Assert.Equal(
            ["user_message", "ai_response", "question", "paused", "resumed", "user_message", "completed"],
            log.Select(e => e.Name)
        );
        Assert.Equal("""{"name":"which","question":"Which one?"}""", log[2].PayloadJson);
    }

    [Fact]
    public async Task A_run_without_a_user_is_a_fault_of_its_strategy()
    {
        await using var cluster = await RunCluster.StartAsync(Asking());
        var request = ScriptedStrategy.Request("run-1");
        request.Interactive = false;

        await cluster.First.Client.StartRunAsync(request);
        await RunCluster.ControlAsync(cluster.First, RunControl.Message, "before");

        await RunCluster.UntilAsync(cluster.First, "run-1", "dead");
        cluster.First.Log.ExpectErrors("the strategy scripted failed");
        Assert.Equal("internal_error", (await RunCluster.ViewAsync(cluster.First, "run-1")).Cause);
    }

    /// <summary>What was said before is no reply: it is told where the run looks for it.</summary>
    private static ScriptedStrategy Asking() =>
        new(
            async (run, token) =>
            {
                var first = await run.InboxAsync("begin", TimeSpan.FromMinutes(1), token);
                var step = await run.StepAsync(ScriptedStrategy.Order("step"), token);
                var reply = await run.AskAsync("which", "Which one?", token);
                return $"{string.Join(",", first)}, {step.Text}, {reply}";
            }
        );
}
