using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Inbox;

public sealed class RunMessageTests
{
    // Renewals are too rare to tell: what is seen was seen at once, or by a poll of a run that waits.
    private static readonly (string, string)[] _noRenewal =
    [
        ("Worker:Leases:Duration", "00:05:00"),
        ("Worker:Leases:RenewInterval", "00:01:00"),
        ("Worker:Runs:Sweep:Interval", "00:10:00"),
    ];

    [Fact]
    public async Task A_run_that_waits_is_told_at_once_and_its_log_has_the_text()
    {
        await using var cluster = await RunCluster.StartAsync(Waiting(), _noRenewal);
        await StartAsync(cluster);

        Assert.Equal("running", await SayAsync(cluster.First, "한글 \0 \"first\""));
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");

        Assert.Equal("한글 \0 \"first\"", (await RunCluster.ViewAsync(cluster.First, "run-1")).Answer.Content);
        var told = Assert.Single(await RunCluster.WatchAsync(cluster.First, "run-1"), e => e.Name == "user_message");
        using var payload = System.Text.Json.JsonDocument.Parse(told.PayloadJson);
        Assert.Equal(1, payload.RootElement.GetProperty("number").GetInt32());
        Assert.Equal("한글 \0 \"first\"", payload.RootElement.GetProperty("text").GetString());
        Assert.DoesNotContain(cluster.First.Log.Lines, line => line.Message.Contains("한글"));
    }

    [Fact]
    public async Task A_message_that_another_worker_takes_reaches_a_waiting_run_by_a_poll()
    {
        await using var cluster = await RunCluster.StartAsync(
            Waiting(),
            [("Worker:Runs:Controls:InboxPollInterval", "00:00:00.050"), .. _noRenewal]
        );
        await StartAsync(cluster);
        var other = await cluster.AddAsync(_noRenewal);

        await SayAsync(other, "from afar");

        await RunCluster.UntilAsync(other, "run-1", "completed");
        Assert.Equal("from afar", (await RunCluster.ViewAsync(other, "run-1")).Answer.Content);
    }

    [Fact]
    public async Task A_run_that_never_looks_has_them_in_its_log_all_the_same()
    {
        await using var cluster = await RunCluster.StartAsync(
            new ScriptedStrategy(
                async (_, token) =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return "";
                }
            ),
            ("Worker:Leases:RenewInterval", "00:00:00.100"),
            ("Worker:Runs:Sweep:Interval", "00:10:00")
        );
        await StartAsync(cluster);
        var other = await cluster.AddAsync(("Worker:Runs:Sweep:Interval", "00:10:00"));

        await SayAsync(cluster.First, "one");
        await SayAsync(other, "two");

        await Wait.UntilAsync(
            async () => (await RunCluster.ViewAsync(other, "run-1")).LastSequence == 2,
            "the log has both"
        );
    }

    [Fact]
    public async Task After_a_takeover_a_message_is_told_again_at_its_place_and_nowhere_else()
    {
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var isHanging = true;
        var strategy = new ScriptedStrategy(
            async (run, token) =>
            {
                foreach (var place in new[] { "one", "two" })
                {
                    var texts = await run.InboxAsync(place, TimeSpan.Zero, token);
                    told.Enqueue($"{place}: {string.Join(",", texts)}");
                }

                await Task.Delay(isHanging ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, token);
                return "done";
            }
        );
        await using var cluster = await RunCluster.StartAsync(
            strategy,
            ("Worker:Runs:Controls:PauseGrace", "00:00:00")
        );
        await cluster.AddQueuedAsync(ScriptedStrategy.Request("run-1"));
        await SayAsync(cluster.First, "a");
        await SayAsync(cluster.First, "b");
        await RunCluster.UntilAsync(cluster.First, "run-1", "running");
        await Wait.UntilAsync(() => told.Count == 2, "the run has looked twice");

        await RunCluster.ControlAsync(cluster.First, RunControl.Pause);
        isHanging = false;
        await SayAsync(cluster.First, "c");
        await RunCluster.ControlAsync(cluster.First, RunControl.Resume);
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");

        Assert.Equal(["one: a,b", "two: ", "one: a,b", "two: c"], told);
    }

    [Fact]
    public async Task Empty_long_and_too_many_messages_are_refused_and_so_are_those_to_a_finished_run()
    {
        await using var cluster = await RunCluster.StartAsync(
            Waiting("never"),
            ("Worker:Runs:Controls:MaxMessageCharacters", "5"),
            ("Worker:Runs:Controls:MaxWaitingMessages", "2"),
            ("Worker:Runs:Sweep:Interval", "00:10:00")
        );
        await cluster.AddQueuedAsync(ScriptedStrategy.Request("run-1"));

        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(cluster, ""));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(cluster, "123456"));
        Assert.Equal("queued", await SayAsync(cluster.First, "12345"));
        await SayAsync(cluster.First, "2");
        Assert.Equal(StatusCode.FailedPrecondition, await RefusedAsync(cluster, "3"));

        await RunCluster.ControlAsync(cluster.First, RunControl.Stop);
        Assert.Equal(StatusCode.FailedPrecondition, await RefusedAsync(cluster, "late"));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_is_stored_once_and_answered_all_the_same()
    {
        await using var cluster = await RunCluster.StartAsync(
            Waiting("never"),
            ("Worker:Runs:Controls:MaxWaitingMessages", "2"),
            ("Worker:Runs:Sweep:Interval", "00:10:00")
        );
        await cluster.AddQueuedAsync(ScriptedStrategy.Request("run-1"));
        var other = await cluster.AddAsync(("Worker:Runs:Sweep:Interval", "00:10:00"));

        await Task.WhenAll(
            Enumerable.Range(1, 6).Select(number => SayAsync(number % 2 == 0 ? other : cluster.First, "a", "id-1"))
        );
        await SayAsync(cluster.First, "a", "id-2");
        Assert.Equal(StatusCode.FailedPrecondition, await RefusedAsync(cluster, "full"));
        Assert.Equal("queued", await SayAsync(other, "a", "id-1"));
        await RunCluster.ControlAsync(cluster.First, RunControl.Stop);

        Assert.Equal("stopped", await SayAsync(cluster.First, "a", "id-1"));
        var texts = await cluster
            .First.Services.GetRequiredService<RunMessageStore>()
            .ReadAfterAsync("run-1", 0, CancellationToken.None);
        Assert.Equal(["id-1", "id-2"], texts.Select(message => message.MessageId));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task An_id_that_no_database_takes_is_refused(string id)
    {
        await using var cluster = await RunCluster.StartAsync(Waiting("never"));

        var refused = await Assert.ThrowsAsync<RpcException>(() => SayAsync(cluster.First, "a", id));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task Many_at_once_are_numbered_without_gaps()
    {
        await using var cluster = await RunCluster.StartAsync(Waiting("never"), _noRenewal);
        await StartAsync(cluster);
        var other = await cluster.AddAsync(_noRenewal);

        await Task.WhenAll(
            Enumerable.Range(1, 6).Select(number => SayAsync(number % 2 == 0 ? other : cluster.First, $"m{number}"))
        );
        await SayAsync(cluster.First, "last");

        await Wait.UntilAsync(
            async () => (await RunCluster.ViewAsync(other, "run-1")).LastSequence == 7,
            "the log has all of them"
        );
    }

    private static async Task<StatusCode> RefusedAsync(RunCluster cluster, string text) =>
        (await Assert.ThrowsAsync<RpcException>(() => SayAsync(cluster.First, text))).StatusCode;

    private static Task<string> SayAsync(WorkerHost worker, string text, string id = "") =>
        RunCluster.ControlAsync(worker, RunControl.Message, text, id);

    private static async Task StartAsync(RunCluster cluster)
    {
        await cluster.First.Client.StartRunAsync(ScriptedStrategy.Request("run-1"));
        await RunCluster.UntilAsync(cluster.First, "run-1", "running");
    }

    /// <summary>Waits for a message and answers with it.</summary>
    private static ScriptedStrategy Waiting(string until = "") =>
        new(
            async (run, token) =>
            {
                for (var round = 1; ; round++)
                {
                    var texts = await run.InboxAsync($"round-{round}", TimeSpan.FromMinutes(10), token);
                    if (until.Length == 0)
                    {
                        return string.Join("|", texts);
                    }
                }
            }
        );
}
