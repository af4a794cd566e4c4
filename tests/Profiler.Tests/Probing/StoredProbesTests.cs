using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Profiler.Storage;
using Orchestrator.Profiler.Tests.Hosting;

namespace Orchestrator.Profiler.Tests.Probing;

public sealed class StoredProbesTests : IDisposable
{
    private static readonly DateOnly _day = DateOnly.FromDateTime(Fleets.Noon.UtcDateTime);
    private readonly ProfilerDatabase _database = new();

    private StoredProbes Memory => new(new ProbeStore(_database));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_score_comes_back_as_it_was_kept()
    {
        var score = new ProbeScore("d", "math", "ko", "v1", 5, 9, 0.25, IsSimulated: true, Fleets.Noon);
        await Memory.KeepAsync(score, "m:latest", default);

        Assert.Equal(score, Assert.Single((await Memory.ReadAsync(_day, default)).Scores));
    }

    [Theory]
    [InlineData(1_000, 1_000_000)]
    [InlineData(86_400, 6_000)]
    public async Task What_a_day_has_cost_counts_after_a_restart(int seconds, long tokens)
    {
        var options = new ProbingOptions
        {
            IdleTime = TimeSpan.Zero,
            SecondsPerDay = seconds,
            TokensPerDay = tokens,
        };
        var schedule = new ProbeSchedule(options, ProbeQuestions.All);
        var facts = Fleets.Facts(Fleets.Replica("a", Fleets.Model("m")));
        async Task<ProbeOrder?> NextAsync()
        {
            var state = ProbeState.Empty.Remembering(await Memory.ReadAsync(_day, default));
            return schedule.Next(ProbeSchedule.Observe(state, facts, Fleets.Noon), facts, Fleets.Noon).Order;
        }

        Assert.NotNull(await NextAsync());
        await Memory.KeepSpentAsync(_day, "a", new Spent(1_500, 500), default);
        await Memory.KeepSpentAsync(_day, "b", new Spent(1_500, 400), default);

        Assert.Null(await NextAsync());
    }

    [Fact]
    public async Task Wishes_are_read_and_removed()
    {
        var store = new ProbeStore(_database);
        var row = new ProbeRequestRow
        {
            RequestId = Guid.CreateVersion7(),
            AtUnixMs = Fleets.Noon.ToUnixTimeMilliseconds(),
            Actor = "admin",
            Model = "m:latest",
            Digest = "d",
            Replica = "a",
        };
        await store.RequestAsync([row], 10, default);

        var wish = Assert.Single(await Memory.ReadWishesAsync(10, default));
        Assert.Equal(new ProbeWish(row.RequestId, "d", "a", Fleets.Noon), wish);
        await Memory.RemoveWishAsync(wish.Id, default);
        Assert.Empty(await Memory.ReadWishesAsync(10, default));
    }
}
