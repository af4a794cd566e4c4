using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Runs.StepCache;

public sealed class CachedRunTests
{
    [Fact]
    public async Task The_same_run_again_gets_the_same_answer_without_a_call_and_another_tenant_does_not()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            call.Model == "c:1" ? stream.AnswerAsync() : stream.AnswerAsync($"{call.Model} said");

        var first = await RunAsync(cluster, "run-1", "t1");
        var again = await RunAsync(cluster, "run-2", "t1");

        Assert.Equal((4u, 0u), (first.Use.Calls, first.Use.CachedSteps));
        // An empty answer may be a fault: that member is asked again.
        Assert.Equal((1u, 3u), (again.Use.Calls, again.Use.CachedSteps));
        Assert.Equal(first.Answer.Content, again.Answer.Content);
        Assert.All(
            again.Steps.Where(step => step.Cached),
            step => Assert.Equal((0u, 0.0), (step.OutputTokens, step.GpuSeconds))
        );
        Assert.Equal(5, cluster.Fleet.Calls.Count);

        var other = await RunAsync(cluster, "run-3", "t2");

        Assert.Equal(0u, other.Use.CachedSteps);
    }

    private static async Task<RunView> RunAsync(RunCluster cluster, string runId, string tenant)
    {
        var request = RunCluster.Request(runId);
        request.Sampling = new Sampling { Temperature = 0 };
        request.Tenant = tenant;
        await cluster.First.Client.StartRunAsync(request);
        var events = await RunCluster.WatchAsync(cluster.First, runId);
        var view = await RunCluster.ViewAsync(cluster.First, runId);
        Assert.Equal(view.Answer.Content, RunCluster.TextOf(events));
        return view;
    }
}
