using System.Text.Json;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>The tables of runs in a SQLite file.</summary>
public sealed partial class RunStoreTests : IAsyncLifetime
{
    private static readonly Owner One = new("worker-1", "http://one");
    private static readonly Owner Two = new("worker-2", "http://two");
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddSeconds(10);

    // Set before each test.
    private RunDatabase _database = null!;

    private RunStore Runs => new(_database);

    private RunLeaseStore Leases => new(_database);

    private RunChangeStore Changes => new(_database);

    public async Task InitializeAsync() => _database = await RunDatabase.CreateAsync();

    public Task DisposeAsync()
    {
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_run_is_added_once()
    {
        Assert.True(await Runs.TryAddAsync(Row("r"), CancellationToken.None));
        Assert.False(await Runs.TryAddAsync(Row("r"), CancellationToken.None));
    }

    [Fact]
    public async Task Of_two_claims_from_the_same_row_one_succeeds()
    {
        var seen = await AddAsync("r");

        Assert.True(await ClaimAsync(seen, One));
        Assert.False(await ClaimAsync(seen, Two));

        var row = await FindAsync("r");
        Assert.Equal(("worker-1", 1L, RunStates.Running), (row.Worker, row.Epoch, row.State));
    }

    [Fact]
    public async Task What_an_old_epoch_writes_is_refused_as_a_whole()
    {
        await ClaimAsync(await AddAsync("r"), One);
        await ClaimAsync(await FindAsync("r"), Two);

        Assert.False(await WriteAsync(One, epoch: 1, Checkpoint("member-1", epoch: 1)));

        Assert.Empty(await Runs.ReadStepsAsync("r", CancellationToken.None));
        Assert.Empty(await Runs.ReadLogAsync("r", 1, 99, 99, CancellationToken.None));
        Assert.True(await WriteAsync(Two, epoch: 2, Checkpoint("member-1", epoch: 2)));
    }

    [Fact]
    public async Task Checkpoint_log_and_end_are_read_back_as_they_were_written()
    {
        await ClaimAsync(await AddAsync("r"), One);
        var text = "한글 \0 😀";
        var step = new StepResult
        {
            Step = "member-1",
            Model = "a:1",
            Text = text,
            PromptTokens = 3,
            FinishedAt = Now,
        };
        var checkpoint = new RunChange
        {
            Step = StepMapping.ToRow("r", 1, step),
            Notes = [new RunNote("ai_response", PayloadJson.Of(new { Content = text }))],
        };
        Assert.True(await WriteAsync(One, 1, checkpoint));
        var end = new RunChange
        {
            Notes = [new RunNote("completed", "{}")],
            End = row => (row.State, row.FinishedAtMs, row.Worker) = (RunStates.Completed, 5, ""),
        };
        Assert.True(await WriteAsync(One, 1, end, lastSequence: 1));

        var row = await FindAsync("r");
        Assert.Equal((RunStates.Completed, "", 2L), (row.State, row.Worker, row.LastSequence));
        var read = StepMapping.ToResult(Assert.Single(await Runs.ReadStepsAsync("r", CancellationToken.None)));
        Assert.Equal((text, 3, Now), (read.Text, read.PromptTokens, read.FinishedAt));
        var log = await Runs.ReadLogAsync("r", 1, 99, 99, CancellationToken.None);
        Assert.Equal([1L, 2L], log.Select(entry => entry.Sequence));
        Assert.DoesNotContain('\0', log[0].Payload);
        using var payload = JsonDocument.Parse(log[0].Payload);
        Assert.Equal(text, payload.RootElement.GetProperty("content").GetString());
        Assert.Equal(2L, Assert.Single(await Runs.ReadLogAsync("r", 2, 99, 99, CancellationToken.None)).Sequence);
    }

    [Fact]
    public async Task A_write_whose_answer_got_lost_is_known_to_be_done()
    {
        await ClaimAsync(await AddAsync("r"), One);
        var checkpoint = Checkpoint("member-1", epoch: 1);
        var end = new RunChange { End = row => (row.State, row.FinishedAtMs, row.Worker) = (RunStates.Failed, 5, "") };
        var before = new RunKey("r", 1, 0);
        var after = new RunKey("r", 1, 1);

        Assert.False(await Changes.IsWrittenAsync(before, One, 1, checkpoint, CancellationToken.None));
        await WriteAsync(One, 1, checkpoint);
        Assert.True(await Changes.IsWrittenAsync(before, One, 1, checkpoint, CancellationToken.None));

        Assert.False(await Changes.IsWrittenAsync(after, One, 0, end, CancellationToken.None));
        await WriteAsync(One, 1, end, lastSequence: 1);
        Assert.True(await Changes.IsWrittenAsync(after, One, 0, end, CancellationToken.None));
    }

    [Fact]
    public async Task A_renewal_covers_all_runs_that_are_still_held_and_tells_which_are_to_end()
    {
        await ClaimAsync(await AddAsync("mine"), One);
        await ClaimAsync(await AddAsync("stopped"), One);
        await ClaimAsync(await AddAsync("taken"), Two);
        await Leases.RequestStopAsync("stopped", CancellationToken.None);

        var held = await Leases.RenewAsync(["mine", "stopped", "taken"], One, Later, CancellationToken.None);

        Assert.Equal(["mine", "stopped"], held.Keys.Order());
        Assert.Equal((false, true), (held["mine"].StopRequested, held["stopped"].StopRequested));
        Assert.Equal(Later.ToUnixTimeMilliseconds(), (await FindAsync("mine")).ExpiresAtMs);
    }

    [Fact]
    public async Task A_run_that_is_given_back_can_be_claimed_at_once()
    {
        await ClaimAsync(await AddAsync("r"), One);

        await Leases.ReleaseAsync("r", 1, One, CancellationToken.None);

        var row = await FindAsync("r");
        Assert.True(RunLeaseRule.IsFree(row, Two, Now, TimeSpan.FromSeconds(1)));
        Assert.False(await WriteAsync(One, 1, Checkpoint("member-1", 1)));
        Assert.True(await ClaimAsync(row, Two));
    }

    [Fact]
    public async Task Old_finished_runs_go_with_their_steps_and_their_log_a_few_at_a_time()
    {
        foreach (var (id, finished) in ((string, long?)[])[("a", 1), ("b", 2), ("c", 9), ("open", null)])
        {
            var row = Row(id);
            row.FinishedAtMs = finished;
            await Runs.TryAddAsync(row, CancellationToken.None);
        }

        await ClaimAsync(await FindAsync("a"), One);
        await Changes.TryWriteAsync(
            new RunKey("a", 1, 0),
            One,
            [Entry("a")],
            Checkpoint("s", 1, "a"),
            CancellationToken.None
        );

        Assert.Equal(1, await Runs.DeleteFinishedAsync(9, 1, CancellationToken.None));
        Assert.Null(await Runs.FindAsync("a", CancellationToken.None));
        Assert.Empty(await Runs.ReadStepsAsync("a", CancellationToken.None));
        Assert.Empty(await Runs.ReadLogAsync("a", 1, 9, 9, CancellationToken.None));
        Assert.Equal(1, await Runs.DeleteFinishedAsync(9, 5, CancellationToken.None));
        Assert.NotNull(await Runs.FindAsync("c", CancellationToken.None));
        Assert.NotNull(await Runs.FindAsync("open", CancellationToken.None));
    }

    private static RunRow Row(string id, DateTimeOffset? created = null) =>
        new()
        {
            RunId = id,
            Strategy = "ensemble",
            State = RunStates.Queued,
            CreatedAtMs = (created ?? Now).ToUnixTimeMilliseconds(),
        };

    private static RunLogRow Entry(string id, long sequence = 1) =>
        new()
        {
            RunId = id,
            Sequence = sequence,
            Name = "ai_response",
            Payload = "{}",
        };

    private static RunChange Checkpoint(string step, long epoch, string id = "r") =>
        new()
        {
            Step = StepMapping.ToRow(id, epoch, new StepResult { Step = step, Model = "a:1" }),
            Notes = [new RunNote("ai_response", "{}")],
        };

    private async Task<RunRow> AddAsync(string id)
    {
        await Runs.TryAddAsync(Row(id), CancellationToken.None);
        return await FindAsync(id);
    }

    private async Task<RunRow> FindAsync(string id)
    {
        var row = await Runs.FindAsync(id, CancellationToken.None);
        Assert.NotNull(row);
        return row;
    }

    private Task<bool> ClaimAsync(RunRow seen, Owner who) =>
        Leases.TryClaimAsync(seen, who, Now, Later, CancellationToken.None);

    private Task<bool> WriteAsync(Owner who, long epoch, RunChange change, long lastSequence = 0)
    {
        var entries = change
            .Notes.Select(
                (note, index) =>
                    new RunLogRow
                    {
                        RunId = "r",
                        Sequence = lastSequence + 1 + index,
                        Name = note.Name,
                        Payload = note.PayloadJson,
                    }
            )
            .ToList();
        return Changes.TryWriteAsync(
            new RunKey("r", epoch, lastSequence),
            who,
            entries,
            change,
            CancellationToken.None
        );
    }
}
