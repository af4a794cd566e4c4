using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunContextsTests
{
    [Fact]
    public async Task A_file_is_written_by_one_at_a_time_and_the_others_wait_in_turn()
    {
        using var database = await RunDatabase.CreateAsync();
        using var contexts = new RunContexts(database, Options.Create(new EnsembleWorkerOptions()));
        var first = await contexts.CreateDbContextAsync(CancellationToken.None);

        var second = contexts.CreateDbContextAsync(CancellationToken.None);
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();

        await using var context = await Wait.ForAsync(second, "it is the second one's turn");
    }

    [Fact]
    public async Task Who_gives_up_or_fails_keeps_no_turn()
    {
        using var database = await RunDatabase.CreateAsync();
        using var contexts = new RunContexts(database, Options.Create(new EnsembleWorkerOptions()));
        var store = new RunStore(contexts);
        var first = await contexts.CreateDbContextAsync(CancellationToken.None);
        using var gaveUp = new CancellationTokenSource();
        var waiting = store.FindAsync("run-1", gaveUp.Token);
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await first.DisposeAsync();

        // The second start fails in the database, and asks it who is there.
        var row = new RunRow { RunId = "run-1", State = RunStates.Queued };
        Assert.True(await Wait.ForAsync(store.TryAddAsync(row, CancellationToken.None), "the run is added"));
        Assert.False(await Wait.ForAsync(store.TryAddAsync(row, CancellationToken.None), "it is there already"));
        Assert.NotNull(await Wait.ForAsync(store.FindAsync("run-1", CancellationToken.None), "the run is found"));
    }

    [Fact]
    public async Task Many_runs_that_write_at_once_are_all_written()
    {
        using var database = await RunDatabase.CreateAsync();
        using var contexts = new RunContexts(database, Options.Create(new EnsembleWorkerOptions()));
        var store = new RunStore(contexts);

        var added = await Wait.ForAsync(
            Task.WhenAll(
                Enumerable
                    .Range(0, 100)
                    .Select(number =>
                        store.TryAddAsync(
                            new RunRow { RunId = $"run-{number}", State = RunStates.Queued },
                            CancellationToken.None
                        )
                    )
            ),
            "all are added"
        );

        Assert.All(added, Assert.True);
    }
}
