using Orchestrator.Profiler.Replicas;
using Orchestrator.Profiler.Storage;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Replicas;

public sealed class ReplicaStoreTests : IDisposable
{
    private static readonly AddedReplicaConfig Config = new("http://gpu:11434/", "ollama", 2, 8, "RTX 4090", 24, "key");

    private readonly ProfilerDatabase _database = new();
    private readonly ReplicaStore _store;

    public ReplicaStoreTests() =>
        _store = new ReplicaStore(_database, new IdSource(new ManualTimeProvider()), new ManualTimeProvider());

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_replica_is_added_once_and_read_as_it_was_written()
    {
        Assert.True(await _store.TryAddAsync("gpu", Config, "kim", default));
        Assert.False(await _store.TryAddAsync("gpu", Config, "kim", default));

        Assert.Equal(new ReplicaWish("gpu", Config, Drained: false), Assert.Single(await _store.ReadAsync(default)));
    }

    [Fact]
    public async Task Only_an_added_replica_can_be_removed()
    {
        await _store.TryDrainAsync("configured", true, "kim", default);
        await _store.TryAddAsync("added", Config, "kim", default);

        Assert.False(await _store.TryRemoveAsync("configured", "kim", default));
        Assert.False(await _store.TryRemoveAsync("unknown", "kim", default));
        Assert.True(await _store.TryRemoveAsync("added", "kim", default));

        Assert.Equal("configured", Assert.Single(await _store.ReadAsync(default)).Name);
    }

    [Fact]
    public async Task A_drain_holds_until_it_is_lifted_and_leaves_nothing_behind()
    {
        Assert.True(await _store.TryDrainAsync("configured", true, "kim", default));
        Assert.False(await _store.TryDrainAsync("configured", true, "kim", default));
        Assert.True(Assert.Single(await _store.ReadAsync(default)).Drained);

        Assert.True(await _store.TryDrainAsync("configured", false, "kim", default));
        Assert.Empty(await _store.ReadAsync(default));
    }

    [Fact]
    public async Task A_drained_replica_that_was_added_stays_when_the_drain_is_lifted()
    {
        await _store.TryAddAsync("added", Config, "kim", default);
        await _store.TryDrainAsync("added", true, "kim", default);
        await _store.TryDrainAsync("added", false, "kim", default);

        Assert.Equal(new ReplicaWish("added", Config, Drained: false), Assert.Single(await _store.ReadAsync(default)));
    }

    [Fact]
    public async Task Each_change_is_counted_so_that_other_profilers_notice()
    {
        var revisions = new RevisionStore(_database);
        var before = (await revisions.ReadAsync(default))[RevisionNames.Orders];

        for (var i = 0; i < 5; i++)
        {
            await _store.TryAddAsync($"replica-{i}", Config, "kim", default);
        }

        Assert.Equal(before + 5, (await revisions.ReadAsync(default))[RevisionNames.Orders]);
        Assert.Equal(5, (await _store.ReadAsync(default)).Count);
    }
}
