using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Control;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Control;

public sealed class RunListTests
{
    [Fact]
    public async Task Runs_come_newest_first_page_by_page_each_once_also_those_of_one_moment()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:Sweep:Interval", "00:10:00"));
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
        {
            await cluster.AddQueuedAsync(RunCluster.Request(id));
        }

        await cluster.ChangeAsync(runs => runs, run => run.CreatedAtMs = run.RunId == "c" ? 2_000 : 1_000);
        await cluster.ChangeAsync(
            runs => runs.Where(run => run.RunId == "d"),
            run => (run.State, run.Cause, run.FinishedAtMs) = (RunStates.Dead, "internal_error", 3_000)
        );

        var first = await ListAsync(cluster, new ListRunsRequest { Limit = 2 });
        var second = await ListAsync(cluster, new ListRunsRequest { Limit = 2, After = first.Next });
        var third = await ListAsync(cluster, new ListRunsRequest { Limit = 2, After = second.Next });

        Assert.Equal(["c", "e", "d", "b", "a"], first.Runs.Concat(second.Runs).Concat(third.Runs).Select(r => r.RunId));
        Assert.Equal("", third.Next);
        var dead = Assert.Single((await ListAsync(cluster, new ListRunsRequest { State = "dead" })).Runs);
        Assert.Equal(("d", "internal_error", 3L), (dead.RunId, dead.Cause, dead.FinishedAt.Seconds));
        await RefusedAsync(cluster, new ListRunsRequest { State = "asleep" }, "state");
        await RefusedAsync(cluster, new ListRunsRequest { Limit = 201 }, "limit");
        await RefusedAsync(cluster, new ListRunsRequest { After = "zz" }, "after");
    }

    [Fact]
    public void The_token_of_a_page_is_read_back()
    {
        var token = RunListToken.Of(new RunRow { CreatedAtMs = 17, RunId = "r:1" });

        Assert.Equal(new RunListPlace(17, "r:1"), RunListToken.Parse(token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("xyz1")]
    [InlineData("3a72")]
    [InlineData("31373a")]
    [InlineData("2d313a72")]
    [InlineData("31373a7200")]
    public void What_is_no_token_of_ours_is_refused(string token) => Assert.Null(RunListToken.Parse(token));

    private static async Task<ListRunsResponse> ListAsync(RunCluster cluster, ListRunsRequest request) =>
        await cluster.First.Client.ListRunsAsync(request);

    private static async Task RefusedAsync(RunCluster cluster, ListRunsRequest request, string field)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => ListAsync(cluster, request));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.StartsWith(field, failure.Status.Detail);
    }
}
