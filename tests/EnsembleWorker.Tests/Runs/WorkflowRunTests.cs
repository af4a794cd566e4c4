using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>Operators' workflows through the whole module: the file, its names, and a run.</summary>
public sealed class WorkflowRunTests : IDisposable
{
    private const string One = """
        workflows:
          pair:
            steps:
              - { id: draft, model: a:1, prompt: "{{input}}" }
              - { id: answer, model: b:1, prompt: "Better: {{steps.draft}}" }
            output: answer
        """;

    private const string Two = """
          short: { steps: [{ id: a, model: a:1, prompt: x }], output: a }
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"workflows-{Guid.NewGuid():N}.yaml");

    [Fact]
    public async Task A_workflow_of_the_file_is_announced_and_carried_out()
    {
        await using var cluster = await StartAsync(One);
        cluster.Fleet.OnGenerate = (call, stream) => stream.AnswerAsync($"{call.Model} says");

        var update = await NextAsync(cluster.First, told => told.Strategies.Count > 0);
        await cluster.First.Client.StartRunAsync(Request("run-1", "pair"));
        var events = await RunCluster.WatchAsync(cluster.First, "run-1");
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            cluster.First.Client.StartRunAsync(Request("run-2", "paar")).ResponseAsync
        );

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("workflow 'paar' is none that is known; the closest is 'pair'", refused.Status.Detail);
        Assert.Contains("workflow:pair", update.Strategies);
        Assert.Contains("workflow", update.Strategies);
        Assert.Equal(
            ["execution_result", "execution_result", "completed"],
            events.Where(e => e.Sequence > 0).Select(e => e.Name)
        );
        Assert.Equal("b:1 says", RunCluster.TextOf(events));
        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(["answer", "draft"], view.Steps.Select(step => step.Step).Order());
    }

    [Fact]
    public async Task A_file_that_changes_is_taken_in_and_told()
    {
        await using var cluster = await StartAsync(One);
        using var watch = cluster.First.Client.Watch(new WatchRequest());
        await NextAsync(watch, told => told.Strategies.Contains("workflow:pair"));

        await File.WriteAllTextAsync(_file, $"{One}\n{Two}\n");

        var update = await NextAsync(watch, told => told.Strategies.Contains("workflow:short"));
        Assert.False(update.Full);
        Assert.Contains("workflow:pair", update.Strategies);
    }

    public void Dispose() => File.Delete(_file);

    private static StartRunRequest Request(string runId, string workflow)
    {
        var request = RunCluster.Request(runId);
        (request.Strategy, request.Workflow) = ("workflow", workflow);
        return request;
    }

    private static async Task<FleetUpdate> NextAsync(WorkerHost worker, Func<FleetUpdate, bool> isIt)
    {
        using var watch = worker.Client.Watch(new WatchRequest());
        return await NextAsync(watch, isIt);
    }

    private static Task<FleetUpdate> NextAsync(
        AsyncServerStreamingCall<FleetUpdate> watch,
        Func<FleetUpdate, bool> isIt
    )
    {
        return Wait.ForAsync(FindAsync(), "the update comes");

        async Task<FleetUpdate> FindAsync()
        {
            await foreach (var update in watch.ResponseStream.ReadAllAsync())
            {
                if (isIt(update))
                {
                    return update;
                }
            }

            throw new InvalidOperationException("The watch has ended.");
        }
    }

    private async Task<RunCluster> StartAsync(string file)
    {
        await File.WriteAllTextAsync(_file, file);
        return await RunCluster.StartAsync(
            ("Worker:Runs:Workflow:File", _file),
            ("Worker:Runs:Workflow:PollInterval", "00:00:00.050")
        );
    }
}
