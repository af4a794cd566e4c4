using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class ProbeTests
{
    private static ProbeRequest Probe(ulong epoch) =>
        new()
        {
            Replica = WorkerHost.Replica,
            Epoch = epoch,
            Model = FakeOllama.Model,
            Messages =
            {
                new Message { Role = "user", Content = "What is 2 + 2?" },
            },
        };

    private static async Task<(StatusCode Status, InferenceFailure Failure)> FailureAsync(Func<Task> call)
    {
        var (status, failure, _) = await Calls.FailureAsync(call);
        return (status, failure);
    }

    /// <summary>The first question stands still until its caller hangs up; all others are answered.</summary>
    private static (TaskCompletionSource Begun, TaskCompletionSource HungUp) HoldFirst(FakeOllama far)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        far.Chat = async context =>
        {
            if (!begun.TrySetResult())
            {
                await context.AnswerAsync("Hello");
                return;
            }

            await using var registration = context.RequestAborted.Register(() => hungUp.TrySetResult());
            await context.ContentAsync("4");
            await hungUp.Task;
        };
        return (begun, hungUp);
    }

    [Fact]
    public async Task A_probe_of_a_loaded_model_answers_with_the_replicas_own_times()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var answer = await worker.Client.ProbeAsync(Probe(replica.Epoch));

        Assert.Equal("Hello world", answer.Content);
        Assert.Equal((7u, 2u), (answer.Finished.PromptTokens, answer.Finished.OutputTokens));
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Finished.DecodeDuration.ToTimeSpan());
        Assert.NotNull(answer.MeasuredAt);
        await worker.ReplicaAsync(r => r.InFlight == 0, "the probe's slot is free");
    }

    [Fact]
    public async Task A_probe_changes_neither_the_keep_alive_nor_the_context_of_the_loaded_model()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var asked = Probe(replica.Epoch);
        asked.Sampling = new Sampling { ContextTokens = 32_768, MaxTokens = 1_000_000 };

        await worker.Client.ProbeAsync(asked);

        var body = far.Requests.Single(request => request.Path == "/api/chat").Body;
        Assert.False(body.TryGetProperty("keep_alive", out _));
        Assert.False(body.GetProperty("options").TryGetProperty("num_ctx", out _));
        Assert.Equal(4096, body.GetProperty("options").GetProperty("num_predict").GetInt32());
    }

    [Fact]
    public async Task Real_work_ends_a_probe_at_once_all_the_way_to_the_replica_and_is_answered()
    {
        await using var far = await FakeOllama.StartAsync();
        var (begun, hungUp) = HoldFirst(far);
        await using var worker = await WorkerHost.StartAsync(far.Url, new() { ["Worker:Replicas:0:Slots"] = "1" });
        var replica = await worker.ReadyAsync();
        var probe = worker.Client.ProbeAsync(Probe(replica.Epoch)).ResponseAsync;
        await Wait.ForAsync(begun.Task, "the probe is at the replica");

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        var answer = await Calls.ReadAsync(call);

        Assert.Equal("Hello", answer[1].Delta.Content);
        await Wait.ForAsync(hungUp.Task, "the replica sees that the probe hung up");
        var (status, failure) = await FailureAsync(() => Wait.ForAsync(probe, "the probe ends"));
        Assert.Equal((StatusCode.Aborted, "preempted"), (status, failure.Cause));
    }

    [Fact]
    public async Task A_probe_is_refused_at_once_while_a_call_runs()
    {
        await using var far = await FakeOllama.StartAsync();
        var (begun, _) = HoldFirst(far);
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Wait.ForAsync(begun.Task, "the call is at the replica");

        var (status, failure) = await FailureAsync(() => worker.Client.ProbeAsync(Probe(replica.Epoch)).ResponseAsync);

        Assert.Equal((StatusCode.ResourceExhausted, "busy"), (status, failure.Cause));
        Assert.Equal(1, far.CountOf("/api/chat"));
    }

    [Fact]
    public async Task A_probe_loads_a_model_only_when_it_may()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: null)];
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var probe = Probe(replica.Epoch);

        var (status, failure) = await FailureAsync(() => worker.Client.ProbeAsync(probe).ResponseAsync);
        Assert.Equal((StatusCode.FailedPrecondition, "model_not_loaded"), (status, failure.Cause));
        Assert.DoesNotContain(far.Requests, request => request.Path is "/api/chat" or "/api/generate");

        probe.AllowLoad = true;
        Assert.Equal("Hello world", (await worker.Client.ProbeAsync(probe)).Content);
        Assert.Equal(1, far.CountOf("/api/generate"));
    }

    [Fact]
    public async Task A_load_that_a_probe_began_is_given_up_for_real_work()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: null), new FakeModel("other:1b", "d2", 4096)];
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        far.Load = async context =>
        {
            begun.TrySetResult();
            var hungUp = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(() => hungUp.TrySetResult());
            await hungUp.Task;
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var asked = Probe(replica.Epoch);
        asked.AllowLoad = true;
        var probe = worker.Client.ProbeAsync(asked).ResponseAsync;
        await Wait.ForAsync(begun.Task, "the load has begun");

        var real = Calls.Request(replica.Epoch);
        real.Model = "other:1b";
        using var call = worker.Client.Generate(real);

        Assert.NotNull((await Calls.ReadAsync(call))[^1].Finished);
        var (_, failure) = await FailureAsync(() => Wait.ForAsync(probe, "the probe ends"));
        Assert.Equal("preempted", failure.Cause);
    }

    [Fact]
    public async Task A_probe_that_takes_too_long_is_ended()
    {
        await using var far = await FakeOllama.StartAsync();
        HoldFirst(far);
        await using var worker = await WorkerHost.StartAsync(
            far.Url,
            new() { ["Worker:Probing:TimeLimit"] = "00:00:00.3" }
        );
        var replica = await worker.ReadyAsync();

        var (status, failure) = await FailureAsync(() => worker.Client.ProbeAsync(Probe(replica.Epoch)).ResponseAsync);

        Assert.Equal((StatusCode.Unavailable, "probe_timed_out"), (status, failure.Cause));
    }

    [Fact]
    public async Task Probes_and_calls_show_in_the_speeds_and_only_calls_in_the_demand()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = async context =>
        {
            // The work that it claims to have done: times that nobody waited for are not believed.
            await Task.Delay(40);
            await context.LineAsync(
                new
                {
                    message = new { role = "assistant", content = "Hello" },
                    done = true,
                    done_reason = "stop",
                    total_duration = 30_000_000,
                    prompt_eval_count = 50,
                    prompt_eval_duration = 10_000_000,
                    eval_count = 40,
                    eval_duration = 20_000_000,
                }
            );
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        await worker.Client.ProbeAsync(Probe(replica.Epoch));
        var probed = await worker.MeasureAsync(_ => true, "the probe was measured");
        Assert.Equal((0ul, 0ul), (probed.Calls, probed.OutputTokens));
        Assert.Equal(2000, probed.DecodeTokensPerSecond.Value, 20.0);
        Assert.Equal(5000, probed.PrefillTokensPerSecond.Value, 50.0);

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.ReadAsync(call);
        var called = await worker.MeasureAsync(measure => measure.Calls == 1, "the call was counted");
        Assert.Equal((50ul, 40ul), (called.PromptTokens, called.OutputTokens));
        Assert.Equal((1_500ul, 2_000ul, 4096u), (called.VramBytes, called.TotalBytes, called.LoadedContextTokens));
    }
}
