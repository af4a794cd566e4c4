using Orchestrator.EnsembleWorker.Tests.Strategies.Team;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>A whole run of a team through the module: gRPC, database, bus, router and replicas.</summary>
public sealed class TeamRunTests
{
    [Fact]
    public async Task A_lead_calls_a_role_and_writes_the_answer()
    {
        await using var cluster = await RunCluster.StartAsync();
        var decisions = new Queue<string>([TeamRun.Choose("coder", "Write it."), TeamRun.Choose("finish")]);
        cluster.Fleet.OnGenerate = (call, stream) =>
            call.Messages[0].Content switch
            {
                var system when system.Contains("Decide what happens now") => stream.AnswerAsync(decisions.Dequeue()),
                var system when system.Contains("You are the coder") => stream.AnswerAsync("print('hi')"),
                _ => stream.AnswerAsync("the ", "answer"),
            };
        var request = RunCluster.Request("run-1");
        request.Strategy = "team";

        await cluster.First.Client.StartRunAsync(request);
        var events = await RunCluster.WatchAsync(cluster.First, "run-1");

        Assert.Equal(
            ["discussion_update", "execution_result", "discussion_update", "completed"],
            events.Where(e => e.Sequence > 0).Select(e => e.Name)
        );
        Assert.Equal("the answer", RunCluster.TextOf(events));
        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("completed", "the answer"), (view.State, view.Answer.Content));
        Assert.Subset(
            view.Steps.Select(step => step.Step).ToHashSet(),
            new HashSet<string> { "turn-1-lead", "turn-1-coder", "turn-2-lead", "final" }
        );
        Assert.Equal(4, cluster.Fleet.Calls.Count);
    }
}
