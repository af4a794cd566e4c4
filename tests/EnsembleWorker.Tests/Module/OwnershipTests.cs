using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class OwnershipTests
{
    private static Dictionary<string, string?> QuickLeases() =>
        new() { ["Worker:Leases:RenewInterval"] = "00:00:00.2", ["Worker:Leases:Duration"] = "00:00:10" };

    [Fact]
    public async Task A_worker_whose_lease_was_taken_says_so_and_refuses_work()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url, QuickLeases());
        var replica = await worker.ReadyAsync();
        using var watch = worker.Client.Watch(new WatchRequest(), cancellationToken: CancellationToken.None);
        var removed = Wait.ForAsync(RemovedAsync(watch), "the replica is told to be gone");

        await TakeAsync(worker, (long)replica.Epoch + 1);

        Assert.Equal([WorkerHost.Replica], await removed);
        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        var (status, failure, _) = await Calls.FailureAsync(() => Calls.ReadAsync(call));
        Assert.Equal((StatusCode.FailedPrecondition, "not_owner"), (status, failure.Cause));
    }

    [Fact]
    public async Task Calls_that_wait_are_refused_when_the_lease_is_lost_and_the_running_one_goes_on()
    {
        await using var far = await FakeOllama.StartAsync();
        var goOn = new TaskCompletionSource();
        far.Chat = async context =>
        {
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.AnswerAsync("done");
        };
        await using var worker = await WorkerHost.StartAsync(far.Url, QuickLeases());
        var replica = await worker.ReadyAsync();
        using var running = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(running);
        using var waiting = worker.Client.Generate(Calls.Request(replica.Epoch));
        await worker.ReplicaAsync(r => r.Queued == 1, "the second call waits");

        await TakeAsync(worker, (long)replica.Epoch + 1);

        var (status, failure, _) = await Calls.FailureAsync(() => Calls.ReadAsync(waiting));
        Assert.Equal((StatusCode.Unavailable, "draining"), (status, failure.Cause));
        goOn.SetResult();
        Assert.NotNull((await Calls.ReadAsync(running))[^1].Finished);
    }

    [Fact]
    public async Task A_worker_without_replicas_says_so_once_and_lives()
    {
        await using var worker = await WorkerHost.StartAsync(replica: null);

        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3111), "the worker says so");
        using var watch = worker.Client.Watch(new WatchRequest(), cancellationToken: CancellationToken.None);
        Assert.True(await Wait.ForAsync(watch.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));
        Assert.Empty(watch.ResponseStream.Current.Replicas);
        Assert.Single(worker.Log.Lines, line => line.Id.Id == 3111);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_load_that_nobody_waits_for()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: null)];
        var aborted = new TaskCompletionSource();
        far.Load = context =>
        {
            context.RequestAborted.Register(() => aborted.TrySetResult());
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var loading = far.NextRequestAsync("/api/generate");
        var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Wait.ForAsync(loading, "the load begins");
        call.Dispose();
        await worker.ReplicaAsync(r => r is { Queued: 0, Loading: not null }, "the load goes on without its caller");

        await Wait.ForAsync(worker.DisposeAsync().AsTask(), "the worker stops");
        await Wait.ForAsync(aborted.Task, "the load is given up");
    }

    // Another worker writes the row, as it would after an expiry. Repeated, for the owner renews at the same time.
    private static async Task TakeAsync(WorkerHost worker, long epoch)
    {
        var store = worker.Services.GetRequiredService<LeaseStore>();
        var other = new Lease(
            new Owner("worker-9", "http://127.0.0.1:9"),
            epoch,
            new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        for (var isTaken = false; !isTaken; )
        {
            var rows = await store.ReadAsync([WorkerHost.Replica], CancellationToken.None);
            isTaken = await store.TryWriteAsync(
                rows[WorkerHost.Replica],
                WorkerHost.Replica,
                other,
                CancellationToken.None
            );
        }
    }

    private static async Task<IReadOnlyList<string>> RemovedAsync(AsyncServerStreamingCall<FleetUpdate> watch)
    {
        await foreach (var update in watch.ResponseStream.ReadAllAsync(CancellationToken.None))
        {
            if (update.Removed.Count > 0)
            {
                return [.. update.Removed];
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }
}
