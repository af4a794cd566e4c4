using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Tests.Registry;

public sealed class RegistryFeedTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_waiter_gets_the_newest_registry_and_not_each_one_between()
    {
        var feed = new RegistryFeed();
        var seen = feed.Current.Version;
        var next = feed.NextAsync(seen, CancellationToken.None);

        feed.Apply(Step);
        feed.Apply(Step);
        var first = await next.WaitAsync(Deadline);
        var newest = first.Version == feed.Current.Version ? first : await feed.NextAsync(first.Version, default);

        Assert.Equal(seen + 2, newest.Version);
    }

    [Fact]
    public async Task A_change_without_a_new_version_wakes_nobody()
    {
        var feed = new RegistryFeed();
        var next = feed.NextAsync(feed.Current.Version, CancellationToken.None);

        feed.Apply(registry => registry with { Owners = registry.Owners.Clear() });
        Assert.False(next.IsCompleted);

        feed.Apply(Step);
        await next.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_waiter_can_leave()
    {
        var feed = new RegistryFeed();
        using var leave = new CancellationTokenSource();
        var next = feed.NextAsync(feed.Current.Version, leave.Token);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Deadline));
    }

    private static FleetRegistry Step(FleetRegistry registry) => registry with { Version = registry.Version + 1 };
}
