using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class ColdLoadTests
{
    private static async Task<FakeOllama> ColdAsync(TaskCompletionSource goOn, TaskCompletionSource aborted)
    {
        var far = await FakeOllama.StartAsync();
        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: null)];
        far.Load = async context =>
        {
            await using var registration = context.RequestAborted.Register(() => aborted.TrySetResult());
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.LoadedAsync();
        };
        return far;
    }

    [Fact]
    public async Task A_cold_model_is_loaded_before_the_answer_and_the_load_is_counted_in_its_duration()
    {
        var (goOn, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        goOn.SetResult();
        await using var far = await ColdAsync(goOn, aborted);
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        var chunks = await Calls.ReadAsync(call);

        Assert.False(chunks[0].Admitted.ModelIsLoaded);
        Assert.True(chunks[^1].Finished.LoadDuration.ToTimeSpan() > TimeSpan.FromSeconds(1));
        Assert.Equal(["/api/generate", "/api/chat"], Work(far));
    }

    [Fact]
    public async Task Vectors_that_are_wanted_at_once_or_not_at_all_load_no_model()
    {
        var (goOn, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var far = await ColdAsync(goOn, aborted);
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var request = new EmbedRequest
        {
            Replica = WorkerHost.Replica,
            Epoch = replica.Epoch,
            Model = FakeOllama.Model,
            Inputs = { "a" },
            Hedge = true,
        };

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await worker.Client.EmbedAsync(request));

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.DoesNotContain(far.Requests, sent => sent.Path is "/api/generate" or "/api/embed");
    }

    [Fact]
    public async Task A_load_goes_on_after_its_caller_has_hung_up_and_holds_no_slot()
    {
        var (goOn, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var far = await ColdAsync(goOn, aborted);
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var loading = far.NextRequestAsync("/api/generate");

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Wait.ForAsync(loading, "the load begins");
        call.Dispose();
        await worker.ReplicaAsync(r => r is { Queued: 0, Loading: not null }, "the load goes on without its caller");

        using var next = worker.Client.Generate(Calls.Request(replica.Epoch));
        await worker.ReplicaAsync(
            r => r is { InFlight: 0, Queued: 1, Loading: not null },
            "the next call waits for it"
        );
        Assert.False(aborted.Task.IsCompleted);

        goOn.SetResult();
        Assert.NotNull((await Calls.ReadAsync(next))[^1].Finished);
        Assert.False(aborted.Task.IsCompleted);
        Assert.Equal(1, far.CountOf("/api/chat"));
        await worker.ReplicaAsync(r => r is { InFlight: 0, Queued: 0, Loading: null }, "all slots are free");
    }

    [Fact]
    public async Task Two_callers_share_one_load_and_the_first_may_leave()
    {
        var (goOn, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var far = await ColdAsync(goOn, aborted);
        await using var worker = await WorkerHost.StartAsync(far.Url, new() { ["Worker:Replicas:0:Slots"] = "2" });
        var replica = await worker.ReadyAsync();
        using var first = worker.Client.Generate(Calls.Request(replica.Epoch));
        await worker.ReplicaAsync(r => r is { Queued: 1, Loading: not null }, "the first one waits for its load");
        using var second = worker.Client.Generate(Calls.Request(replica.Epoch));
        await worker.ReplicaAsync(r => r is { Queued: 2, Loading: not null }, "the second one waits for the same");

        first.Dispose();
        await worker.ReplicaAsync(r => r is { Queued: 1, Loading: not null }, "the first one has left");
        goOn.SetResult();

        Assert.NotNull((await Calls.ReadAsync(second))[^1].Finished);
        Assert.Equal(["/api/generate", "/api/chat"], Work(far));
        Assert.False(aborted.Task.IsCompleted);
    }

    [Fact]
    public async Task A_load_that_fails_ends_the_call_with_the_replicas_reason()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: null)];
        far.Load = context => context.FailAsync(StatusCodes.Status500InternalServerError, "model requires more memory");
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        var (status, failure, _) = await Calls.FailureAsync(() => Calls.ReadAsync(call));

        Assert.Equal(StatusCode.Unavailable, status);
        Assert.Equal("model requires more memory", failure.Detail);
        await worker.ReplicaAsync(r => r.InFlight == 0, "the slot is free");
    }

    [Theory]
    [InlineData(ManageAction.Load, "loading,success")]
    [InlineData(ManageAction.Unload, "success")]
    public async Task Models_are_loaded_and_unloaded_on_request(ManageAction action, string progress)
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Manage(
            new ManageRequest
            {
                Replica = WorkerHost.Replica,
                Epoch = replica.Epoch,
                Model = FakeOllama.Model,
                Action = action,
            }
        );
        var seen = new List<string>();
        while (await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "progress arrives"))
        {
            seen.Add(call.ResponseStream.Current.Status);
        }

        Assert.Equal(progress, string.Join(',', seen));
        var sent = far.Requests.Single(r => r.Path == "/api/generate").Body.GetProperty("keep_alive").GetString();
        Assert.Equal(action == ManageAction.Unload ? "0s" : "300s", sent);
    }

    private static IEnumerable<string> Work(FakeOllama far) =>
        far.Requests.Select(request => request.Path).Where(path => path is "/api/generate" or "/api/chat");
}
