using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Grpc;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunStartTests
{
    [Fact]
    public async Task A_start_that_is_repeated_starts_nothing_twice()
    {
        await using var cluster = await RunCluster.StartAsync();
        var client = cluster.First.Client;

        Assert.False((await client.StartRunAsync(RunCluster.Request("run-1"))).Existed);
        await RunCluster.UntilAsync(cluster.First, "run-1", "completed");
        Assert.True((await client.StartRunAsync(RunCluster.Request("run-1"))).Existed);

        Assert.Equal(4, cluster.Fleet.Calls.Count);
    }

    [Fact]
    public async Task Another_request_under_the_same_id_is_refused()
    {
        await using var cluster = await RunCluster.StartAsync();
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1", "other:1"))
        );

        Assert.Equal(StatusCode.AlreadyExists, failure.StatusCode);
    }

    [Fact]
    public async Task A_wrong_request_is_refused_by_the_name_of_its_field_and_leaves_no_run()
    {
        await using var cluster = await RunCluster.StartAsync();
        var request = RunCluster.Request("run-1");
        request.Models.Clear();

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await cluster.First.Client.StartRunAsync(request)
        );

        Assert.Equal(
            (StatusCode.InvalidArgument, "models must not be empty"),
            (failure.StatusCode, failure.Status.Detail)
        );
        failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await RunCluster.ViewAsync(cluster.First, "run-1")
        );
        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public void Every_field_has_its_rule()
    {
        Assert.Null(Check(_ => { }));
        Assert.Equal("run_id", Check(request => request.RunId = ""));
        Assert.Equal("run_id", Check(request => request.RunId = "a b"));
        Assert.Equal("run_id", Check(request => request.RunId = "a\n"));
        Assert.Equal("run_id", Check(request => request.RunId = new string('a', 65)));
        Assert.Equal("strategy", Check(request => request.Strategy = "single"));
        Assert.Equal("messages", Check(request => request.Messages.Clear()));
        Assert.Equal("messages[0].role", Check(request => request.Messages[0].Role = "boss"));
        Assert.Equal("messages", Check(request => request.Messages[0].Content = new string('a', 8_000_001)));
        Assert.Equal("sampling.temperature", Check(request => request.Sampling = new Sampling { Temperature = -1 }));
        Assert.Equal("models", Check(request => request.Models.Add(Enumerable.Repeat("a:1", 32))));
        Assert.Equal("models[3]", Check(request => request.Models.Add("not a model")));
        Assert.Equal("task", Check(request => request.Task = new string('a', 65)));
        Assert.Equal("language", Check(request => request.Language = new string('a', 65)));
        Assert.Equal("tenant", Check(request => request.Tenant = new string('a', 65)));
        Assert.Equal("priority", Check(request => request.Priority = (RequestPriority)9));

        static string? Check(Action<StartRunRequest> change)
        {
            var request = RunCluster.Request("run-1");
            change(request);
            return RunRequestRule.Check(request, ["ensemble"], new EnsembleWorkerOptions())?.Field;
        }
    }
}
