using System.Text.Json;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>Whole runs through the module: gRPC, database, bus, router and replicas.</summary>
public sealed class EnsembleRunTests
{
    [Fact]
    public async Task Three_models_answer_and_one_of_them_writes_the_final_answer()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            FakeFleet.IsSynthesis(call)
                ? stream.AnswerAsync("the ", "final ", "answer")
                : stream.AnswerAsync($"{call.Model} says hi");

        var started = await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        var events = await RunCluster.WatchAsync(cluster.First, "run-1");

        Assert.Equal(("run-1", false), (started.RunId, started.Existed));
        var kept = events.Where(e => e.Sequence > 0).ToList();
        Assert.Equal(["ai_response", "ai_response", "ai_response", "completed"], kept.Select(e => e.Name));
        Assert.Equal([1ul, 2, 3, 4], kept.Select(e => e.Sequence));
        Assert.Equal("the final answer", RunCluster.TextOf(events));
        var synthesis = Assert.Single(cluster.Fleet.Syntheses);
        Assert.Equal("a:1", synthesis.Model);
        Assert.All(["a:1", "b:1", "c:1"], model => Assert.Contains($"{model} says hi", synthesis.Messages[0].Content));

        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("completed", "", 4ul), (view.State, view.Worker, view.LastSequence));
        Assert.Equal(
            ("the final answer", "a:1", FakeFleet.Replica),
            (view.Answer.Content, view.Answer.Model, view.Answer.Replica)
        );
        Assert.Equal((28u, 8u, true), (view.Answer.PromptTokens, view.Answer.OutputTokens, view.Answer.Simulated));
        Assert.Equal(["member-1", "member-2", "member-3", "synthesis"], view.Steps.Select(step => step.Step).Order());
        using var payload = JsonDocument.Parse(kept[^1].PayloadJson);
        Assert.Equal("synthesis", payload.RootElement.GetProperty("step").GetString());
        Assert.Equal(3, payload.RootElement.GetProperty("members").GetArrayLength());
    }
}
