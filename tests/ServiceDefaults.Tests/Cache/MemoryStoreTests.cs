using Microsoft.Extensions.Options;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Cache;

public sealed class MemoryStoreTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_value_is_there_until_its_time_is_up()
    {
        var store = Store();
        await store.SetAsync("holder", "worker-1", TenSeconds, CancellationToken.None);

        _clock.Advance(TenSeconds - TimeSpan.FromMilliseconds(1));
        Assert.Equal("worker-1", await store.GetAsync("holder", CancellationToken.None));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await store.GetAsync("holder", CancellationToken.None));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task A_value_that_is_written_again_lives_from_then_on()
    {
        var store = Store();
        await store.SetAsync("holder", "worker-1", TenSeconds, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(9));

        await store.SetAsync("holder", "worker-2", TenSeconds, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal("worker-2", await store.GetAsync("holder", CancellationToken.None));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task A_full_store_gives_up_what_was_unused_for_longest()
    {
        var store = Store(entriesMax: 2);
        await store.SetAsync("a", "1", TenSeconds, CancellationToken.None);
        await store.SetAsync("b", "2", TenSeconds, CancellationToken.None);
        await store.GetAsync("a", CancellationToken.None);

        await store.SetAsync("c", "3", TenSeconds, CancellationToken.None);

        Assert.Equal("1", await store.GetAsync("a", CancellationToken.None));
        Assert.Null(await store.GetAsync("b", CancellationToken.None));
        Assert.Equal("3", await store.GetAsync("c", CancellationToken.None));
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public async Task A_removed_value_is_gone_and_removing_it_again_is_no_fault()
    {
        var store = Store();
        await store.SetAsync("a", "1", TenSeconds, CancellationToken.None);

        await store.RemoveAsync("a", CancellationToken.None);
        await store.RemoveAsync("a", CancellationToken.None);

        Assert.Null(await store.GetAsync("a", CancellationToken.None));
        Assert.Equal(0, store.Count);
    }

    private MemoryStore Store(int entriesMax = 100) =>
        new(Options.Create(new SharedCacheOptions { EntriesMax = entriesMax }), _clock);
}
