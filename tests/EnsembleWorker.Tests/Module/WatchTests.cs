using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Watching;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class WatchTests
{
    /// <summary>A watcher that takes an update only when the test lets it.</summary>
    private sealed class SlowWatcher : IServerStreamWriter<FleetUpdate>
    {
        private readonly Channel<bool> _permits = Channel.CreateUnbounded<bool>();
        private readonly Channel<FleetUpdate> _offered = Channel.CreateUnbounded<FleetUpdate>();

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(FleetUpdate message) => WriteAsync(message, CancellationToken.None);

        public async Task WriteAsync(FleetUpdate message, CancellationToken cancellationToken)
        {
            _offered.Writer.TryWrite(message);
            await _permits.Reader.ReadAsync(cancellationToken);
        }

        public Task<FleetUpdate> NextAsync() =>
            Wait.ForAsync(
                _offered.Reader.ReadAsync(CancellationToken.None).AsTask(),
                "the watcher is offered an update"
            );

        public void Take() => _permits.Writer.TryWrite(true);
    }

    private static Dictionary<string, string?> RareHeartbeats() => new() { ["Worker:Watch:Heartbeat"] = "00:01:00" };

    [Fact]
    public async Task The_first_update_is_the_whole_state_with_sequence_one()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Version = "0.33.0-simulated";
        await using var worker = await WorkerHost.StartAsync(far.Url);
        await worker.ReplicaAsync(r => r.Models.Any(m => m.Capabilities.Count > 0), "the models' details are known");

        using var call = worker.Client.Watch(new WatchRequest());
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));

        var update = call.ResponseStream.Current;
        Assert.Equal((1UL, true, "worker-1"), (update.Sequence, update.Full, update.Worker));
        Assert.Contains("ensemble", update.Strategies);
        // There is no file of workflows.
        Assert.DoesNotContain(update.Strategies, name => name.StartsWith("workflow", StringComparison.Ordinal));
        Assert.StartsWith("http://127.0.0.1:", update.Address, StringComparison.Ordinal);
        Assert.False(update.Address.EndsWith(":0", StringComparison.Ordinal));
        var replica = Assert.Single(update.Replicas);
        Assert.Equal((1u, 32u, true), (replica.Slots, replica.QueueLimit, replica.Simulated));
        var model = Assert.Single(replica.Models);
        Assert.Equal((FakeOllama.Model, "d1", 131_072u), (model.Name, model.Digest, model.ContextTokens));
        Assert.Equal(["completion", "tools"], model.Capabilities);
        Assert.Equal("MIT", model.Licence);
        Assert.True(replica.InventoryIncluded && replica.InventoryHash != 0);
        Assert.Equal(("ollama", "static", far.Url), (replica.Kind, replica.Source, new Uri(replica.Url)));
        var loaded = Assert.Single(replica.Loaded);
        Assert.Equal(
            (FakeOllama.Model, 2_000UL, 1_500UL, 4096u),
            (loaded.Name, loaded.TotalBytes, loaded.VramBytes, loaded.ContextTokens)
        );
    }

    [Fact]
    public async Task A_slow_watcher_gets_the_latest_state_and_not_what_it_missed()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url, RareHeartbeats());
        var replica = await worker.ReplicaAsync(r => r.Models.Any(m => m.Capabilities.Count > 0), "details are known");
        var watcher = new SlowWatcher();
        using var leave = new CancellationTokenSource();
        var publisher = worker.Services.GetRequiredService<FleetPublisher>();
        var watching = publisher.TryWatchAsync(watcher, leave.Token);
        Assert.Equal(1UL, (await watcher.NextAsync()).Sequence);

        for (var i = 0; i < 20; i++)
        {
            using var call = worker.Client.Generate(Calls.Request(replica.Epoch), cancellationToken: leave.Token);
            await Calls.ReadAsync(call);
        }

        far.Models = [.. far.Models, new FakeModel("new:1b", "d2", Context: null)];
        await worker.ReplicaAsync(r => r.Models.Count == 2 && r.Models[1].Capabilities.Count > 0, "the new model");
        watcher.Take();
        var second = await watcher.NextAsync();

        Assert.Equal((2UL, false), (second.Sequence, second.Full));
        Assert.Empty(second.Strategies);
        Assert.Equal(2, Assert.Single(second.Replicas).Models.Count);
        Assert.Equal(0u, second.Replicas[0].InFlight);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(watching, "the watch ends"));
    }

    [Fact]
    public async Task While_nothing_changes_signs_of_life_come_without_replicas()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(
            far.Url,
            new() { ["Worker:Watch:Heartbeat"] = "00:00:00.1" }
        );
        await worker.ReplicaAsync(r => r.Models.Any(m => m.Capabilities.Count > 0), "details are known");

        using var call = worker.Client.Watch(new WatchRequest());
        for (var sequence = 1UL; sequence <= 3; sequence++)
        {
            Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));
            var update = call.ResponseStream.Current;
            var isFirst = sequence == 1;
            Assert.Equal((sequence, isFirst, isFirst ? 1 : 0), (update.Sequence, update.Full, update.Replicas.Count));
        }
    }

    [Fact]
    public async Task What_is_loaded_changes_without_the_inventory_being_told_again()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url, RareHeartbeats());
        var before = await worker.ReplicaAsync(r => r.Models.Any(m => m.Capabilities.Count > 0), "details are known");
        using var call = worker.Client.Watch(new WatchRequest());
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));

        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: 8192)];
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));

        var replica = Assert.Single(call.ResponseStream.Current.Replicas);
        Assert.Equal(8192u, Assert.Single(replica.Loaded).ContextTokens);
        Assert.Equal(
            (false, 0, before.InventoryHash),
            (replica.InventoryIncluded, replica.Models.Count, replica.InventoryHash)
        );
    }

    [Fact]
    public async Task A_state_that_is_too_large_for_one_message_comes_in_parts()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Models = [.. Enumerable.Range(0, 80).Select(i => new FakeModel($"m{i}:1b", $"d{i}", Context: null))];
        var settings = RareHeartbeats();
        settings["Worker:Watch:MaxModelsPerMessage"] = "100";
        settings["Worker:Replicas:1:Name"] = "gpu-2";
        settings["Worker:Replicas:1:Url"] = far.Url.ToString();
        await using var worker = await WorkerHost.StartAsync(far.Url, settings);
        await worker.ReplicaAsync(r => r.Name == "gpu-1" && r.Models.Count == 80, "one is known");
        await worker.ReplicaAsync(r => r.Name == "gpu-2" && r.Models.Count == 80, "the other is known");

        using var call = worker.Client.Watch(new WatchRequest());
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));
        var first = call.ResponseStream.Current;
        Assert.True(await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives"));
        var second = call.ResponseStream.Current;

        Assert.Equal((true, 1), (first.Full, first.Replicas.Count));
        Assert.Equal((false, 1, 80), (second.Full, second.Replicas.Count, second.Replicas[0].Models.Count));
        Assert.NotEqual(first.Replicas[0].Name, second.Replicas[0].Name);
    }

    [Fact]
    public async Task An_unchanged_inventory_asks_for_no_details_again()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        await worker.ReplicaAsync(r => r.Models.Any(m => m.Capabilities.Count > 0), "details are known");
        var looks = far.CountOf("/api/tags");

        await Wait.UntilAsync(() => far.CountOf("/api/tags") >= looks + 3, "the worker looks three more times");

        Assert.Equal(1, far.CountOf("/api/show"));
    }

    [Fact]
    public async Task A_watch_ends_when_the_worker_stops_and_the_next_worker_owns_the_replica_at_once()
    {
        await using var far = await FakeOllama.StartAsync();
        var data = WorkerHost.NewDataFolder();
        try
        {
            await using var one = await WorkerHost.StartAsync(far.Url, dataFolder: data);
            var before = await one.ReadyAsync();
            using var call = one.Client.Watch(new WatchRequest());
            await Wait.ForAsync(call.ResponseStream.MoveNext(CancellationToken.None), "an update arrives");

            var stopping = one.StopAsync();
            await Wait.ForAsync(EndAsync(call), "the watch ends");
            await Wait.ForAsync(stopping, "the worker stops");

            await using var two = await WorkerHost.StartAsync(far.Url, new() { ["Worker:Name"] = "worker-2" }, data);
            var after = await two.ReadyAsync();
            Assert.Equal(before.Epoch + 1, after.Epoch);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task EndAsync(AsyncServerStreamingCall<FleetUpdate> call)
    {
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
    }
}
