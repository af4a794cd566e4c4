using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class FailureTests
{
    private static async Task<(StatusCode Status, InferenceFailure Failure, string Detail)> GenerateAsync(
        WorkerHost worker,
        GenerateRequest request
    )
    {
        using var call = worker.Client.Generate(request);
        return await Calls.FailureAsync(() => Calls.ReadAsync(call));
    }

    [Fact]
    public async Task A_full_queue_refuses_with_resource_exhausted()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var worker = await WorkerHost.StartAsync(far.Url, new() { ["Worker:Replicas:0:QueueLimit"] = "0" });
        var replica = await worker.ReadyAsync();
        using var running = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(running);

        var (status, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Equal(StatusCode.ResourceExhausted, status);
        Assert.Equal(("admission", "queue_full", true), (failure.Stage, failure.Cause, failure.TryElsewhere));
    }

    [Fact]
    public async Task A_busy_replica_says_when_to_come_back()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context =>
        {
            context.Response.Headers.RetryAfter = "17";
            return context.FailAsync(503, "server busy");
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var (status, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Equal((StatusCode.ResourceExhausted, "busy"), (status, failure.Cause));
        Assert.Equal(TimeSpan.FromSeconds(17), failure.RetryAfter.ToTimeSpan());
    }

    [Fact]
    public async Task A_replicas_words_reach_the_caller_and_no_log()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context => context.FailAsync(400, "cannot read 'my secret prompt'");
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var (_, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Contains("my secret prompt", failure.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(worker.Log.Lines);
        Assert.DoesNotContain(worker.Log.Lines, line => line.Message.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replica_behind_a_proxy_that_refuses_us_is_tried_elsewhere()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context => context.FailAsync(401, "who are you?");
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var (status, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Equal(StatusCode.Unavailable, status);
        Assert.Equal(("replica_failed", true), (failure.Cause, failure.TryElsewhere));
    }

    [Fact]
    public async Task A_replica_that_counts_below_zero_has_counted_nothing()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context =>
            context.LineAsync(
                new
                {
                    message = new { role = "assistant", content = "x" },
                    done = true,
                    done_reason = "stop",
                    total_duration = -1_000_000_000L,
                    prompt_eval_count = -1,
                    eval_count = -7,
                }
            );
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        var finished = (await Calls.ReadAsync(call))[^1].Finished;

        Assert.Equal((0u, 0u), (finished.PromptTokens, finished.OutputTokens));
        Assert.Equal(TimeSpan.Zero, finished.TotalDuration.ToTimeSpan());
    }

    [Fact]
    public async Task A_dead_replica_is_unavailable_and_soon_known_as_unreachable()
    {
        var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(
            far.Url,
            new() { ["Worker:Inventory:Interval"] = "00:01:00", ["Worker:Health:FailedLooksUntilUnreachable"] = "1" }
        );
        var replica = await worker.ReadyAsync();
        await far.DisposeAsync();

        var (status, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Equal(StatusCode.Unavailable, status);
        Assert.Equal(("connect", "connect_failed", true), (failure.Stage, failure.Cause, failure.TryElsewhere));
        await worker.ReplicaAsync(r => r.Health == Health.Unreachable, "the failed call made the worker look");
    }

    [Fact]
    public async Task A_stream_that_breaks_after_the_first_piece_is_aborted_and_not_to_be_tried_again()
    {
        await using var far = await FakeOllama.StartAsync();
        var arrived = new TaskCompletionSource();
        far.Chat = async context =>
        {
            await context.ContentAsync("first");
            await arrived.Task.WaitAsync(context.RequestAborted);
            context.Abort();
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(call);
        Assert.Equal("first", (await Calls.NextAsync(call)).Delta.Content);
        arrived.SetResult();
        var (status, failure, _) = await Calls.FailureAsync(() => Calls.NextAsync(call));

        Assert.Equal(StatusCode.Aborted, status);
        Assert.Equal(("stream", "stream_broken", false), (failure.Stage, failure.Cause, failure.TryElsewhere));
    }

    [Fact]
    public async Task A_stream_without_its_last_line_is_a_failure()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context => context.ContentAsync("first");
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var (status, _, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Equal(StatusCode.Aborted, status);
    }

    [Theory]
    [InlineData(404, "model 'tiny:1b' not found", StatusCode.NotFound, "model_not_found", true)]
    [InlineData(400, "does not support tools", StatusCode.InvalidArgument, "refused", false)]
    [InlineData(503, "server busy, please try again.", StatusCode.ResourceExhausted, "busy", true)]
    [InlineData(500, "out of memory", StatusCode.Unavailable, "replica_failed", true)]
    public async Task Each_error_of_a_replica_has_one_status(
        int http,
        string error,
        StatusCode status,
        string cause,
        bool tryElsewhere
    )
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = context => context.FailAsync(http, error);
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var (actual, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch));

        Assert.Equal((status, cause, tryElsewhere), (actual, failure.Cause, failure.TryElsewhere));
        Assert.Equal(error, failure.Detail);
    }

    [Fact]
    public async Task Work_with_an_old_epoch_is_refused()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var (status, failure, _) = await GenerateAsync(worker, Calls.Request(replica.Epoch - 1));

        Assert.Equal((StatusCode.FailedPrecondition, "old_epoch"), (status, failure.Cause));
        Assert.Equal(0, far.CountOf("/api/chat"));
    }

    [Fact]
    public async Task An_unknown_replica_is_not_found()
    {
        await using var worker = await WorkerHost.StartAsync(replica: null);

        var (status, failure, _) = await GenerateAsync(worker, Calls.Request(1));

        Assert.Equal((StatusCode.NotFound, "unknown_replica"), (status, failure.Cause));
    }

    [Fact]
    public async Task A_wrong_request_is_told_which_field_is_wrong()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var request = Calls.Request(replica.Epoch);
        request.Messages[0].Role = "robot";

        var (status, failure, detail) = await GenerateAsync(worker, request);

        Assert.Equal((StatusCode.InvalidArgument, false), (status, failure.TryElsewhere));
        Assert.StartsWith("messages[0].role ", detail, StringComparison.Ordinal);
    }
}
