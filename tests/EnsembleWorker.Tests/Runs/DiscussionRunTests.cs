using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>Whole runs in which models read each other, through the module: gRPC, database, bus, router and replicas.</summary>
public sealed class DiscussionRunTests
{
    [Fact]
    public async Task A_debate_tells_its_positions_and_its_consensus_and_gives_the_winners_words()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            stream.AnswerAsync(call.Model == "c:1" ? Position("43") : Position("42"));

        var kept = await RunAsync(cluster, "debate");

        Assert.Equal(
            [
                .. Enumerable.Repeat("discussion_update", 3),
                .. Enumerable.Repeat("discussion_update", 3),
                .. Enumerable.Repeat("discussion_update", 3),
                "consensus_reached",
                "completed",
            ],
            kept.Select(e => e.Name)
        );
        using var consensus = JsonDocument.Parse(kept[^2].PayloadJson);
        Assert.Equal("c:1", consensus.RootElement.GetProperty("dissent")[0].GetProperty("model").GetString());
        Assert.Contains("다른 의견 (c:1): \"43\"", consensus.RootElement.GetProperty("disagreement").GetString());
        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("42", "a:1"), (view.Answer.Content, view.Answer.Model));
    }

    [Fact]
    public async Task A_refinement_tells_its_verdicts_and_gives_the_version_that_passed()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            stream.AnswerAsync(
                call.Model == "b:1" ? Verdict(call)
                : call.Messages[0].Role == "system" ? "second version"
                : "first version"
            );

        var kept = await RunAsync(cluster, "refine");

        Assert.Equal(
            ["ai_response", "discussion_update", "ai_response", "discussion_update", "completed"],
            kept.Select(e => e.Name)
        );
        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("second version", "a:1"), (view.Answer.Content, view.Answer.Model));
    }

    private static async Task<List<RunEvent>> RunAsync(RunCluster cluster, string strategy)
    {
        var request = RunCluster.Request("run-1");
        request.Strategy = strategy;
        await cluster.First.Client.StartRunAsync(request);
        var events = await RunCluster.WatchAsync(cluster.First, "run-1");
        return [.. events.Where(e => e.Sequence > 0)];
    }

    private static string Position(string answer) => $$"""{"reasons":[],"answer":"{{answer}}","confidence":0.8}""";

    private static string Verdict(GenerateRequest call) =>
        call.Messages[0].Content.Contains("second version", StringComparison.Ordinal)
            ? """{"problems":[],"passed":true,"confidence":0.9}"""
            : """{"problems":["It is the first."],"passed":false,"confidence":0.9}""";
}
