using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Node;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>A client that leaves must not keep a GPU busy.</summary>
public abstract class HangUpScenarios(ClusterFixture fixture) : DamageScenarios(fixture)
{
    /// <summary>About 25 tokens per second: an answer is still running when the client leaves.</summary>
    internal const double Slowness = 50;

    [NodeTheory]
    [InlineData("openai.mjs")]
    [InlineData("ollama.mjs")]
    public async Task A_client_that_aborts_mid_stream_stops_the_generation(string script)
    {
        var cancelled = await CountAsync("cancelled");
        await SlowDownAsync(Slowness);

        var result = await NodeClient.RunAsync(script, Cluster.Gateway, "abort");

        // What was under way when the client left may still reach it.
        Assert.InRange(result.GetProperty("chunks").GetInt32(), 3, 20);
        await AssertStoppedAsync(cancelled + 1);
    }

    [Fact]
    public async Task A_client_that_vanishes_stops_the_generation()
    {
        var cancelled = await CountAsync("cancelled");
        await SlowDownAsync(Slowness);
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Cluster.Gateway, "api/chat"))
        {
            Content = JsonContent.Create(ChatScenarios.Question("auto", stream: true)),
        };
        using var response = await Cluster.Http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            leave.Token
        );
        var body = await response.Content.ReadAsStreamAsync();
        Assert.NotEqual(0, await body.ReadAsync(new byte[64]));

        response.Dispose();

        await AssertStoppedAsync(cancelled + 1);
    }

    private Task AssertStoppedAsync(long cancelled) =>
        Wait.UntilAsync(
            async () => await CountAsync("cancelled") == cancelled && await CountAsync("running") == 0,
            "the replica stops generating"
        );
}

[Collection(DamagedClusters.Standalone)]
public sealed class StandaloneHangUpTests(DamagedStandaloneFixture fixture) : HangUpScenarios(fixture);

[Collection(DamagedClusters.FiveProcesses)]
public sealed class FiveProcessesHangUpTests(DamagedFiveProcessesFixture fixture) : HangUpScenarios(fixture);
