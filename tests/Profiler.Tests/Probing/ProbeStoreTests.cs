using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.Profiler.Storage;
using Orchestrator.Profiler.Tests.Hosting;

namespace Orchestrator.Profiler.Tests.Probing;

public sealed class ProbeStoreTests : IDisposable
{
    private static readonly DateOnly Day = new(2030, 1, 1);

    private readonly ProfilerDatabase _database = new();
    private readonly ProbeStore _store;

    public ProbeStoreTests() => _store = new ProbeStore(_database);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_two_profilers_add_to_a_day_is_all_counted_for_that_day()
    {
        var other = new ProbeStore(_database);
        for (var i = 0; i < 10; i++)
        {
            await (i % 2 == 0 ? _store : other).AddSpentAsync(Day, new Spent(100, 1.5), default);
        }

        await other.AddSpentAsync(Day.AddDays(1), new Spent(7, 1), default);

        Assert.Equal(new Spent(1_000, 15), await other.ReadSpentAsync(Day, default));
        Assert.Equal(new Spent(7, 1), await _store.ReadSpentAsync(Day.AddDays(1), default));
        Assert.Equal(Spent.Nothing, await _store.ReadSpentAsync(Day.AddDays(2), default));
    }

    [Fact]
    public async Task A_score_replaces_the_one_of_the_same_weights_task_and_language()
    {
        await _store.WriteScoresAsync([Score("code", 3), Score("math", 1)], default);
        await _store.WriteScoresAsync([Score("code", 7)], default);

        var scores = await _store.ReadScoresAsync(default);

        Assert.Equal([("code", 7), ("math", 1)], scores.Select(score => (score.Task, score.Right)).Order());
    }

    [Fact]
    public async Task Of_the_same_model_and_replica_one_request_waits_and_no_more_than_the_limit()
    {
        Assert.Equal(new(2, 0), await _store.RequestAsync([Request("a"), Request("b")], 3, default));
        Assert.Equal(new(3, 1), await _store.RequestAsync([Request("a"), Request("c"), Request("d")], 3, default));

        var waiting = await _store.ReadRequestsAsync(10, default);
        Assert.Equal(["a", "b", "c"], waiting.Select(request => request.Replica));

        await _store.RemoveRequestAsync(waiting[0].RequestId, default);
        Assert.Equal(["b", "c"], (await _store.ReadRequestsAsync(10, default)).Select(request => request.Replica));
    }

    private static ProbeScoreRow Score(string task, int right) =>
        new()
        {
            Digest = "d",
            Task = task,
            Language = "ko",
            Model = "m",
            Asked = 10,
            Right = right,
            QuestionSet = "1",
            AskedAtUnixMs = 1,
        };

    private static ProbeRequestRow Request(string replica) =>
        new()
        {
            RequestId = Guid.CreateVersion7(),
            AtUnixMs = replica[0],
            Actor = "kim",
            Model = "m",
            Digest = "d",
            Replica = replica,
        };
}
