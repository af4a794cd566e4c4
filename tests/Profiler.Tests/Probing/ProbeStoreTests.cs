using Orchestrator.Profiler.Probing;
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
    public async Task Two_profilers_together_spend_no_more_than_the_budget_of_a_day()
    {
        var other = new ProbeStore(_database);
        var spent = 0;
        for (var i = 0; i < 10; i++)
        {
            spent += await (i % 2 == 0 ? _store : other).TrySpendAsync(Day, 2, 11, default) ? 2 : 0;
        }

        Assert.Equal(10, spent);
        Assert.Equal(10, await other.ReadSpentAsync(Day, default));
        Assert.True(await other.TrySpendAsync(Day.AddDays(1), 2, 11, default));
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
