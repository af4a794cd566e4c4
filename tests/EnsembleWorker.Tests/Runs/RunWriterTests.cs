using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>A holder's writes, a database that goes away, and a clock that the test moves.</summary>
public sealed class RunWriterTests : IAsyncLifetime
{
    private static readonly Owner Me = new("worker-1", "http://one");
    private static readonly RunChange Change = new() { Notes = [new RunNote("ai_response", "{}")] };
    private readonly ManualTimeProvider _clock = new();
    private readonly EnsembleWorkerOptions _options = new();

    // Set before each test.
    private RunDatabase _database = null!;

    public async Task InitializeAsync() => _database = await RunDatabase.CreateAsync();

    public Task DisposeAsync()
    {
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Entries_are_numbered_in_the_order_of_their_commits_and_seen_by_watchers_after_them()
    {
        using var run = await HoldAsync();

        await Wait.ForAsync(
            Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Writer.WriteAsync(run, Change))),
            "all write"
        );

        Assert.Equal([1L, 2, 3, 4, 5], (await LogAsync()).Select(entry => entry.Sequence));
        Assert.Equal(1ul, run.Live.Next(new LiveCursor { NextSequence = 1 }, mayTellLive: true).Event?.Sequence);
        Assert.Equal(5, run.LastSequence);
    }

    [Fact]
    public async Task A_database_that_comes_back_within_the_lease_costs_time_and_not_the_run()
    {
        using var run = await HoldAsync();
        _database.IsAway = true;
        var writing = Writer.WriteAsync(run, Change);
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.False(writing.IsCompleted);

        _database.IsAway = false;
        await Wait.UntilAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(10));
                return writing.IsCompleted;
            },
            "the write is done"
        );

        Assert.Equal(1, await writing);
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task A_database_that_stays_away_ends_the_write_with_the_lease_and_everything_else_with_it()
    {
        using var run = await HoldAsync();
        _database.IsAway = true;
        var writing = Writer.WriteAsync(run, Change);

        await PassAsync(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(writing, "the write is given up"));
        Assert.True(run.Work.IsCancellationRequested);
        Assert.Equal(RunCancellation.Lost, run.Cancellation);
        _database.IsAway = false;
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task Who_finds_the_run_taken_when_it_writes_ends_the_work_at_once()
    {
        using var run = await HoldAsync();
        var row = await new RunStore(_database).FindAsync("r", CancellationToken.None);
        Assert.NotNull(row);
        var thief = new Owner("worker-2", "http://two");
        await new RunLeaseStore(_database).TryClaimAsync(row, thief, Now, Now, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Writer.WriteAsync(run, Change));

        Assert.True(run.Work.IsCancellationRequested);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task A_lease_that_is_renewed_lives_on_and_one_that_is_not_ends_by_the_clock()
    {
        using var run = await HoldAsync();
        _clock.Advance(TimeSpan.FromSeconds(9));
        run.Renewed(Now + _options.Leases.Duration);

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(run.Lost.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(run.Lost.IsCancellationRequested);
    }

    private DateTimeOffset Now => _clock.GetUtcNow();

    private RunWriter Writer =>
        new(new RunChangeStore(_database), () => Me, Options.Create(_options), _clock, NullLogger<RunWriter>.Instance);

    private async Task<HeldRun> HoldAsync()
    {
        var store = new RunStore(_database);
        var row = new RunRow
        {
            RunId = "r",
            Strategy = "ensemble",
            State = RunStates.Queued,
        };
        await store.TryAddAsync(row, CancellationToken.None);
        var expiresAt = Now + _options.Leases.Duration;
        await new RunLeaseStore(_database).TryClaimAsync(row, Me, Now, expiresAt, CancellationToken.None);
        return new HeldRun(row, 1, expiresAt, new LiveRun("r", 1, 1, new RunWatchOptions(), _clock), _clock);
    }

    // In small steps, and with room for the writer between them: it tries again after each pause of its own.
    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromMilliseconds(250))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(5);
        }
    }

    private Task<IReadOnlyList<RunLogRow>> LogAsync() =>
        new RunStore(_database).ReadLogAsync("r", 1, 99, 99, CancellationToken.None);
}
