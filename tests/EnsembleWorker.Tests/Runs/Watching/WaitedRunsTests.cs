using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Watching;

public sealed class WaitedRunsTests
{
    private readonly WaitedRuns _waited = new(new HeldRuns());

    [Fact]
    public async Task Watchers_of_one_run_are_one_question_and_each_wakes_when_its_run_has_changed_since_it_looked()
    {
        var early = WaitAsync(Head("a"));
        var late = WaitAsync(Head("a", epoch: 2));
        var other = WaitAsync(Head("b"));
        Assert.Equal(["a", "b"], _waited.Ids.Order());

        _waited.Tell(["a", "b"], [Head("b"), Head("a", epoch: 2)]);

        Assert.Null(await Wait.ForAsync(early, "the one that saw an older state wakes"));
        Assert.False(late.IsCompleted);
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task A_run_that_is_gone_has_changed()
    {
        var waiting = WaitAsync(Head("a"));

        _waited.Tell(["a"], []);

        await Wait.ForAsync(waiting, "the watcher wakes");
        Assert.Empty(_waited.Ids);
    }

    [Fact]
    public async Task A_watcher_is_told_who_holds_its_run()
    {
        var waiting = WaitAsync(Head("a"));

        _waited.TellHolder("b", "http://nobody");
        _waited.TellHolder("a", "http://two");

        Assert.Equal("http://two", await Wait.ForAsync(waiting, "the watcher wakes"));
    }

    [Fact]
    public async Task When_nobody_can_say_each_looks_for_itself()
    {
        var waiting = Task.WhenAll(WaitAsync(Head("a")), WaitAsync(Head("b")));

        _waited.WakeAll();

        Assert.All(await Wait.ForAsync(waiting, "all wake"), Assert.Null);
    }

    [Fact]
    public async Task A_watcher_that_hangs_up_is_not_asked_for_any_more()
    {
        using var hangUp = new CancellationTokenSource();
        var waiting = _waited.WaitAsync(Head("a"), hangUp.Token);

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(_waited.Ids);
    }

    [Fact]
    public async Task Heads_of_more_runs_than_one_statement_takes_are_read()
    {
        using var database = await RunDatabase.CreateAsync();
        var ids = Enumerable.Range(0, RunHeadStore.Chunk + 5).Select(i => $"run-{i}").ToList();
        await using (var context = database.CreateDbContext())
        {
            context.Runs.AddRange(ids.Select(id => new RunRow { RunId = id, State = RunStates.Queued }));
            await context.SaveChangesAsync();
        }

        var heads = await new RunHeadStore(database).ReadAsync([.. ids, "gone"], CancellationToken.None);

        Assert.Equal(ids.Order(), heads.Select(head => head.RunId).Order());
        Assert.Equal(
            RunHead.Of(new RunRow { RunId = "run-0", State = RunStates.Queued }),
            heads.Single(head => head.RunId == "run-0")
        );
    }

    private Task<string?> WaitAsync(RunHead seen) => _waited.WaitAsync(seen, CancellationToken.None);

    private static RunHead Head(string id, long epoch = 1) => new(id, RunStates.Queued, "", "", epoch, 0, 0);
}
