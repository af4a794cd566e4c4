using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>A worker registers with its profilers and carries out what they order.</summary>
public sealed class OrdersTests
{
    private readonly int _port = FreePort.Take();

    private Task<WorkerHost> StartAsync(Uri? configured = null, string? second = null) =>
        WorkerHost.StartAsync(
            configured,
            new()
            {
                ["services:profiler:grpc:0"] = $"http://localhost:{_port}",
                ["services:profiler:grpc:1"] = second,
                ["Worker:Orders:RedialWaitMax"] = "00:00:00.2",
            }
        );

    private static WorkerOrders Adding(ulong revision, Uri far) =>
        new()
        {
            Revision = revision,
            Replicas =
            {
                new AddedReplica
                {
                    Name = WorkerHost.Replica,
                    Url = far.ToString(),
                    Slots = 3,
                    Gpu = "RTX 4090",
                    VramBytes = 24,
                },
            },
        };

    [Fact]
    public async Task A_worker_tells_every_profiler_its_name_and_address()
    {
        var other = FreePort.Take();
        await using var one = await FakeProfiler.StartAsync(_port);
        await using var two = await FakeProfiler.StartAsync(other);
        await using var worker = await StartAsync(second: $"http://localhost:{other}");

        await Wait.UntilAsync(() => !one.Registrations.IsEmpty && !two.Registrations.IsEmpty, "both are told");

        Assert.Equal("worker-1", one.Registrations.First().Worker);
        Assert.StartsWith("http://127.0.0.1:", two.Registrations.First().Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_added_replica_is_owned_and_an_order_without_it_gives_it_back()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var profiler = await FakeProfiler.StartAsync(_port);
        await using var worker = await StartAsync();

        profiler.Order(Adding(1, far.Url));

        var replica = await worker.ReadyAsync();
        Assert.Equal(("api", 3u, "RTX 4090", 24UL), (replica.Source, replica.Slots, replica.Gpu, replica.VramBytes));
        profiler.Order(new WorkerOrders { Revision = 2 });
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3127), "the replica has left");
    }

    [Fact]
    public async Task A_drained_replica_says_so_takes_nothing_and_serves_again_when_the_drain_ends()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var profiler = await FakeProfiler.StartAsync(_port);
        await using var worker = await StartAsync(far.Url);
        var ready = await worker.ReadyAsync();

        profiler.Order(new WorkerOrders { Revision = 1, Drained = { WorkerHost.Replica } });

        var drained = await worker.ReplicaAsync(r => r.Health == Health.Draining, "it drains");
        Assert.Equal("drain_requested", drained.HealthReason.Code);
        using var refused = worker.Client.Generate(Calls.Request(ready.Epoch));
        Assert.Equal("draining", (await Calls.FailureAsync(() => Calls.ReadAsync(refused))).Failure.Cause);
        profiler.Order(new WorkerOrders { Revision = 2 });
        await worker.ReplicaAsync(r => r.Health == Health.Healthy, "it serves again");
        using var taken = worker.Client.Generate(Calls.Request(ready.Epoch));
        Assert.NotNull((await Calls.ReadAsync(taken))[^1].Finished);
    }

    [Fact]
    public async Task The_last_orders_stand_while_the_profiler_is_away_and_newer_ones_count_when_it_is_back()
    {
        await using var far = await FakeOllama.StartAsync();
        var profiler = await FakeProfiler.StartAsync(_port);
        await using var worker = await StartAsync();
        profiler.Order(Adding(5, far.Url));
        var replica = await worker.ReadyAsync();

        await profiler.DisposeAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        Assert.NotNull((await Calls.ReadAsync(call))[^1].Finished);
        await using var again = await FakeProfiler.StartAsync(_port);
        again.Order(new WorkerOrders { Revision = 4 });
        await Wait.UntilAsync(() => !again.Registrations.IsEmpty, "the worker registers again");
        using var still = worker.Client.Generate(Calls.Request(replica.Epoch));
        Assert.NotNull((await Calls.ReadAsync(still))[^1].Finished);
        again.Order(new WorkerOrders { Revision = 6 });
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3127), "the replica has left");
    }

    [Fact]
    public async Task A_broken_order_is_refused_once_and_the_next_one_is_taken()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var profiler = await FakeProfiler.StartAsync(_port);
        await using var worker = await StartAsync();
        var broken = new WorkerOrders { Revision = 7, Drained = { new string('x', 5_000) } };
        profiler.Order(broken);
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3133), "the order is refused");
        profiler.Order(broken);

        profiler.Order(Adding(8, far.Url));

        await worker.ReadyAsync();
        Assert.Single(worker.Log.Lines, line => line.Id.Id == 3133);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest", "ollama")]
    [InlineData("http://10.0.0.1:11434", "ollama")]
    [InlineData("http://127.0.0.1:1", "crystal-ball")]
    public async Task What_this_worker_must_not_or_cannot_reach_is_left_to_others(string url, string kind)
    {
        await using var profiler = await FakeProfiler.StartAsync(_port);
        await using var worker = await StartAsync();
        var orders = Adding(1, new Uri(url));
        orders.Replicas[0].Kind = kind;

        profiler.Order(orders);

        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3134), "the worker says so");
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3135), "the rest is taken");
        Assert.DoesNotContain(worker.Log.Lines, line => line.Id.Id == 3121);
    }
}
