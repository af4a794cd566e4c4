using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Control;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Servers.Tests.Runs;

/// <summary>What the tests on SQLite say of the tables of runs, where PostgreSQL could differ.</summary>
public sealed class RunTablesTests
{
    private static readonly Owner One = new("worker-1", "http://one");
    private static readonly Owner Two = new("worker-2", "http://two");
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddSeconds(10);

    private sealed class Contexts(string connection) : IDbContextFactory<WorkerDbContext>
    {
        /// <summary>What went wrong in the database, as an operator would read it.</summary>
        public ConcurrentQueue<string> Errors { get; } = new();

        public WorkerDbContext CreateDbContext() =>
            new(
                new DbContextOptionsBuilder<WorkerDbContext>()
                    .UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure())
                    .LogTo(Errors.Enqueue, LogLevel.Error)
                    .Options
            );
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Of_two_holders_the_later_one_writes_and_the_earlier_one_is_refused()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await CreateAsync(server);
        var (runs, leases, changes) = (
            new RunStore(contexts),
            new RunLeaseStore(contexts),
            new RunChangeStore(contexts)
        );
        Assert.True(await runs.TryAddAsync(Row("r"), default));
        Assert.False(await runs.TryAddAsync(Row("r"), default));
        var seen = await runs.FindAsync("r", default);
        Assert.NotNull(seen);

        var claims = await Task.WhenAll(
            leases.TryClaimAsync(seen, One, Now, Later, default),
            leases.TryClaimAsync(seen, Two, Now, Later, default)
        );
        Assert.Single(claims, isClaimed => isClaimed);
        var (holder, other) = claims[0] ? (One, Two) : (Two, One);
        var (entries, change) = Checkpoint("member-1", 1);

        Assert.False(await changes.TryWriteAsync(new RunKey("r", 1, 0), other, entries, change, default));
        Assert.Empty(await runs.ReadLogAsync("r", 1, 9, 9, default));
        (entries, change) = Checkpoint("member-1", 1);
        Assert.True(await changes.TryWriteAsync(new RunKey("r", 1, 0), holder, entries, change, default));
        Assert.True(await changes.IsWrittenAsync(new RunKey("r", 1, 0), holder, 1, change, default));

        var step = StepMapping.ToResult(Assert.Single(await runs.ReadStepsAsync("r", default)));
        Assert.Equal("한글 \0 😀", step.Text);
        Assert.Contains("\\u0000", Assert.Single(await runs.ReadLogAsync("r", 1, 9, 9, default)).Payload);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Leases_are_renewed_given_back_and_found_and_old_runs_go_with_all_they_have()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await CreateAsync(server);
        var (runs, leases, changes) = (
            new RunStore(contexts),
            new RunLeaseStore(contexts),
            new RunChangeStore(contexts)
        );
        foreach (var id in (string[])["a", "b"])
        {
            await runs.TryAddAsync(Row(id), default);
            Assert.True(await leases.TryClaimAsync(Row(id), One, Now, Later, default));
        }

        await leases.RequestStopAsync("b", default);
        var renewed = await leases.RenewAsync(["a", "b", "none"], One, Later, default);
        Assert.Equal(["a", "b"], renewed.Keys.Order());
        Assert.True(renewed["b"].StopRequested);

        var query = Waiting(Now, 9, true);
        Assert.Empty(await leases.FindWaitingAsync(Two, query, default));
        await leases.ReleaseAsync("a", 1, One, default);
        Assert.Equal("a", Assert.Single(await leases.FindWaitingAsync(Two, query, default)).RunId);

        var end = new RunChange { End = row => (row.State, row.FinishedAtMs, row.Worker) = (RunStates.Failed, 5, "") };
        Assert.True(await changes.TryWriteAsync(new RunKey("b", 1, 0), One, [], end, default));
        Assert.Equal(1, await runs.DeleteFinishedAsync(6, 9, default));
        Assert.Null(await runs.FindAsync("b", default));
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Messages_and_resumptions_at_once_happen_once_each_in_turn_and_none_is_an_error()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await CreateAsync(server);
        var (runs, writes) = (new RunStore(contexts), new GuardedWrites(contexts));
        var (messages, requeues) = (new RunMessageStore(writes, contexts), new RunRequeueStore(writes));
        var paused = Row("b");
        paused.State = RunStates.Paused;
        await runs.TryAddAsync(paused, default);
        await runs.TryAddAsync(Row("a"), default);

        var added = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(at =>
                    messages.TryAddAsync(paused, new NewMessage("한글 \0"u8.ToArray(), $"id-{at}", at), default)
                )
        );
        var requeue = new Requeue(Now, new RunNote("resumed", "{}"), row => row.PausedMs = 7, DropsFailures: true);
        var resumed = await Task.WhenAll(
            Enumerable.Range(1, 4).Select(_ => requeues.TryAsync(paused, requeue, default))
        );

        Assert.Single(added, isAdded => isAdded);
        Assert.Single(resumed, isResumed => isResumed);
        var row = await runs.FindAsync("b", default);
        Assert.Equal((RunStates.Queued, 1L, 1L, 1), (row?.State, row?.Epoch, row?.LastSequence, row?.Messages));
        Assert.Equal("한글 \0"u8.ToArray(), Assert.Single(await messages.ReadAsync("b", "here", default)).Text);
        var page = await runs.ListAsync(new RunListQuery("queued", null, 1), default);
        Assert.Equal("b", Assert.Single(page).RunId);
        var place = new RunListPlace(page[0].CreatedAtMs, "b");
        Assert.Equal("a", Assert.Single(await runs.ListAsync(new RunListQuery("", place, 5), default)).RunId);
        Assert.Empty(contexts.Errors);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task Of_first_claims_of_a_replica_at_once_one_succeeds_and_none_is_an_error()
    {
        await using var server = await PostgresServer.StartAsync();
        var contexts = await CreateAsync(server);
        var store = new LeaseStore(contexts);

        var claims = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(at => store.TryWriteAsync(null, "replica", Claim(at), default))
        );

        Assert.Single(claims, isClaimed => isClaimed);
        var row = (await store.ReadAsync(["replica"], default))["replica"];
        Assert.Equal((Claim(Array.IndexOf(claims, true) + 1).Owner.Worker, Later), (row.Worker, row.ExpiresAt));
        Assert.Empty(contexts.Errors);

        static Lease Claim(int at) => new(new Owner($"worker-{at}", "http://worker"), 1, Later);
    }

    private static async Task<Contexts> CreateAsync(PostgresServer server)
    {
        var contexts = new Contexts(server.ConnectionString);
        await using var context = contexts.CreateDbContext();
        await context.Database.EnsureCreatedAsync();
        return contexts;
    }

    private static WaitingQuery Waiting(DateTimeOffset now, int most, bool withEarlierLife) =>
        new(
            now.ToUnixTimeMilliseconds(),
            now.ToUnixTimeMilliseconds(),
            Now.ToUnixTimeMilliseconds(),
            most,
            withEarlierLife,
            TimeSpan.FromMinutes(1)
        );

    private static RunRow Row(string id) =>
        new()
        {
            RunId = id,
            Strategy = "ensemble",
            State = RunStates.Queued,
            CreatedAtMs = Now.ToUnixTimeMilliseconds(),
        };

    private static (IReadOnlyList<RunLogRow> Entries, RunChange Change) Checkpoint(string step, long epoch)
    {
        var payload = PayloadJson.Of(new { Content = "한글 \0 😀" });
        var entry = new RunLogRow
        {
            RunId = "r",
            Sequence = 1,
            Name = "ai_response",
            Payload = payload,
        };
        var result = new StepResult
        {
            Step = step,
            Model = "a:1",
            Text = "한글 \0 😀",
        };
        return ([entry], new RunChange { Step = StepMapping.ToRow("r", epoch, result) });
    }
}
