using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>Which runs wait for a worker, and in which order.</summary>
public sealed partial class RunStoreTests
{
    [Fact]
    public async Task Runs_wait_when_they_are_old_enough_unfinished_and_held_by_nobody()
    {
        await AddAsync("waits");
        await ClaimAsync(await AddAsync("held"), Two);
        await ClaimAsync(await AddAsync("earlier-life"), One);
        await ClaimAsync(await AddAsync("here"), One);
        await Runs.TryAddAsync(Row("new", created: Later), CancellationToken.None);
        var done = Row("done");
        done.State = RunStates.Completed;
        await Runs.TryAddAsync(done, CancellationToken.None);

        var query = Waiting(Now, 10, true);
        Assert.Equal(["earlier-life", "here", "waits"], await FindWaitingAsync(query));
        Assert.Equal(["waits"], await FindWaitingAsync(query with { WithEarlierLife = false }));

        var expired = query with { ExpiredBeforeMs = Later.ToUnixTimeMilliseconds() };
        Assert.Equal(["earlier-life", "held", "here", "waits"], await FindWaitingAsync(expired));
        Assert.Single(await FindWaitingAsync(expired with { Limit = 1 }));
    }

    [Fact]
    public async Task Who_goes_first_is_found_first_and_then_the_oldest()
    {
        foreach (
            var (id, priority, created) in ((string, int, int)[])[("c", 2, 1), ("b", 1, 3), ("d", 3, 0), ("a", 1, 2)]
        )
        {
            var row = Row(id, created: Now.AddSeconds(created));
            row.Priority = priority;
            await Runs.TryAddAsync(row, CancellationToken.None);
        }

        var query = Waiting(Later, 3, false);
        var waiting = await Leases.FindWaitingAsync(One, query, CancellationToken.None);

        Assert.Equal(["a", "b", "c"], waiting.Select(run => run.RunId));
    }

    [Fact]
    public async Task What_has_waited_for_long_goes_before_what_is_more_urgent_and_pauses_are_no_waiting()
    {
        foreach (
            var (id, priority, age, paused) in new[]
            {
                ("new", 1, 0, 0),
                ("old", 3, 121, 0),
                ("slept", 3, 999, 900),
                ("young", 3, 119, 0),
            }
        )
        {
            var row = Row(id, created: Now.AddSeconds(-age));
            (row.Priority, row.PausedMs) = (priority, paused * 1000L);
            await Runs.TryAddAsync(row, CancellationToken.None);
        }

        var waiting = await Leases.FindWaitingAsync(One, Waiting(Now, 9, false), CancellationToken.None);

        Assert.Equal(
            [("old", 1), ("new", 1), ("young", 2), ("slept", 2)],
            waiting.Select(run => (run.RunId, run.Level))
        );
    }

    [Fact]
    public async Task Runs_that_are_paused_for_long_are_found_the_longest_first()
    {
        foreach (
            var (id, state, since) in new (string, string, long?)[]
            {
                ("b", "paused", 2),
                ("a", "paused", 1),
                ("c", "paused", 9),
                ("d", "queued", null),
                ("e", "stopped", 1),
            }
        )
        {
            var row = Row(id);
            (row.State, row.PausedAtMs) = (state, since);
            await Runs.TryAddAsync(row, CancellationToken.None);
        }

        Assert.Equal(["a", "b"], await Leases.FindPausedAsync(9, 5, CancellationToken.None));
        Assert.Equal(["a"], await Leases.FindPausedAsync(9, 1, CancellationToken.None));
    }

    private async Task<IEnumerable<string>> FindWaitingAsync(WaitingQuery query) =>
        (await Leases.FindWaitingAsync(One, query, CancellationToken.None)).Select(run => run.RunId).Order();

    private static WaitingQuery Waiting(DateTimeOffset now, int most, bool withEarlierLife) =>
        new(
            now.ToUnixTimeMilliseconds(),
            now.ToUnixTimeMilliseconds(),
            Now.ToUnixTimeMilliseconds(),
            most,
            withEarlierLife,
            TimeSpan.FromMinutes(1)
        );
}
