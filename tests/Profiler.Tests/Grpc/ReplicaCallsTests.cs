using Grpc.Core;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.Testing;
using static Orchestrator.Profiler.Tests.Hosting.ScriptedWorker;

namespace Orchestrator.Profiler.Tests.Grpc;

/// <summary>Replicas that operators add, drain and remove, and what workers are told of it.</summary>
public sealed class ReplicaCallsTests
{
    [Fact]
    public async Task An_added_replica_is_told_to_workers_and_says_why_nobody_claims_it()
    {
        await using var host = await ProfilerHost.StartAsync(
            settings: new() { ["Profiler:UnclaimedLimit"] = "00:00:01" }
        );
        using var reader = host.Read();
        using var worker = host.Client.RegisterWorker(new() { Worker = "w", Address = "http://127.0.0.1:9/" });

        var added = await host.Client.AddReplicaAsync(Add("gpu-9", "http://127.0.0.1:11434"));

        Assert.Equal(("gpu-9", "api", ""), (added.Replica.Name, added.Replica.Source, added.Replica.Worker));
        var orders = await OrdersAsync(worker, orders => orders.Replicas.Count == 1);
        Assert.Equal("http://127.0.0.1:11434/", orders.Replicas[0].Url);
        await reader.UntilAsync(
            view => view.Replicas.GetValueOrDefault("gpu-9")?.HealthReason.Code == "unclaimed",
            "the reason is told"
        );
    }

    [Fact]
    public async Task A_replica_that_a_worker_claims_is_shown_as_its_owner_says_and_stays_added()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();
        await host.Client.AddReplicaAsync(Add("gpu-9", "http://127.0.0.1:11434"));

        host.Worker.Owns(Replica("gpu-9", "m"));

        await reader.UntilAsync(
            view => view.Replicas.GetValueOrDefault("gpu-9")?.Worker == "worker-1",
            "it is claimed"
        );
        Assert.Equal(("api", Health.Healthy), (reader.Replicas["gpu-9"].Source, reader.Replicas["gpu-9"].Health));
    }

    [Fact]
    public async Task A_removed_replica_is_gone_for_workers_and_readers()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();
        using var worker = host.Client.RegisterWorker(new() { Worker = "w", Address = "http://127.0.0.1:9/" });
        await host.Client.AddReplicaAsync(Add("gpu-9", "http://127.0.0.1:11434"));
        var before = await OrdersAsync(worker, orders => orders.Replicas.Count == 1);

        await host.Client.RemoveReplicaAsync(new RemoveReplicaRequest { Name = "gpu-9" });

        var after = await OrdersAsync(worker, orders => orders.Replicas.Count == 0);
        Assert.True(after.Revision > before.Revision);
        await reader.UntilAsync(view => !view.Replicas.ContainsKey("gpu-9"), "it is gone");
    }

    [Fact]
    public async Task A_configured_replica_can_be_drained_and_not_removed()
    {
        await using var host = await ProfilerHost.StartAsync();
        using var reader = host.Read();
        using var worker = host.Client.RegisterWorker(new() { Worker = "w", Address = "http://127.0.0.1:9/" });
        host.Worker.Owns(Replica("a", "m"));
        await reader.UntilAsync(view => view.Replicas.ContainsKey("a"), "the replica is seen");

        var refusal = await RefusedAsync(host.Client.RemoveReplicaAsync(new() { Name = "a" }));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);

        var drained = await host.Client.DrainReplicaAsync(new DrainReplicaRequest { Name = "a", Drain = true });
        Assert.Equal((true, Health.Draining), (drained.Replica.DrainRequested, drained.Replica.Health));
        Assert.Equal(["a"], (await OrdersAsync(worker, orders => orders.Drained.Count == 1)).Drained);

        var back = await host.Client.DrainReplicaAsync(new DrainReplicaRequest { Name = "a", Drain = false });
        Assert.Equal((false, Health.Healthy), (back.Replica.DrainRequested, back.Replica.Health));
        await OrdersAsync(worker, orders => orders.Drained.Count == 0);
    }

    [Theory]
    [InlineData("", "http://127.0.0.1:1", "", "name")]
    [InlineData("a b", "http://127.0.0.1:1", "", "name")]
    [InlineData("a\n", "http://127.0.0.1:1", "", "name")]
    [InlineData("a", "", "", "url")]
    [InlineData("a", "gpu:11434", "", "url")]
    [InlineData("a", "file:///etc/passwd", "", "url")]
    [InlineData("a", "http://169.254.169.254/", "", "url")]
    [InlineData("a", "http://10.0.0.1:11434", "", "url")]
    [InlineData("a", "http://user:secret@127.0.0.1/", "", "url")]
    [InlineData("a", "http://127.0.0.1:1", "No Provider", "kind")]
    public async Task A_replica_that_cannot_be_added_names_the_field(string name, string url, string kind, string field)
    {
        await using var host = await ProfilerHost.StartAsync();
        var request = Add(name, url);
        request.Replica.Kind = kind;

        var refusal = await RefusedAsync(host.Client.AddReplicaAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal(field, refusal.Trailers.GetValue(TrailerNames.Field));
        Assert.DoesNotContain("secret", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Empty((await host.Client.ListReplicasAsync(new ListReplicasRequest())).Replicas);
    }

    [Fact]
    public async Task A_name_that_is_taken_already_exists_and_an_unknown_one_is_not_found()
    {
        await using var host = await ProfilerHost.StartAsync();
        await host.Client.AddReplicaAsync(Add("a", "http://127.0.0.1:1"));

        var again = await RefusedAsync(host.Client.AddReplicaAsync(Add("a", "http://127.0.0.1:2")));
        var drain = await RefusedAsync(host.Client.DrainReplicaAsync(new() { Name = "x", Drain = true }));
        var remove = await RefusedAsync(host.Client.RemoveReplicaAsync(new() { Name = "x" }));

        Assert.Equal(StatusCode.AlreadyExists, again.StatusCode);
        Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (drain.StatusCode, remove.StatusCode));
    }

    private static AddReplicaRequest Add(string name, string url) =>
        new()
        {
            Replica = new AddedReplica { Name = name, Url = url },
        };

    private static async Task<WorkerOrders> OrdersAsync(
        AsyncServerStreamingCall<WorkerOrders> worker,
        Func<WorkerOrders, bool> wanted
    )
    {
        while (await Wait.ForAsync(worker.ResponseStream.MoveNext(CancellationToken.None), "orders come"))
        {
            if (wanted(worker.ResponseStream.Current))
            {
                return worker.ResponseStream.Current;
            }
        }

        throw new InvalidOperationException("The registration ended.");
    }

    private static Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
}
