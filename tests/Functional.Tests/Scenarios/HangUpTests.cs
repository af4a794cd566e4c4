using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Node;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>A client that leaves must not keep a GPU busy.</summary>
public sealed class HangUpTests
{
    /// <summary>Slow enough that an answer is still running when the client leaves.</summary>
    private const double SlowSpeed = 0.5;

    [NodeTheory]
    [InlineData(Shape.Standalone, "openai.mjs")]
    [InlineData(Shape.Standalone, "ollama.mjs")]
    [InlineData(Shape.FiveProcesses, "openai.mjs")]
    [InlineData(Shape.FiveProcesses, "ollama.mjs")]
    public async Task A_client_that_aborts_mid_stream_stops_the_generation(Shape shape, string script)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small"], SlowSpeed));

        var result = await NodeClient.RunAsync(script, cluster.Gateway, "abort");

        // What was under way when the client left may still reach it.
        Assert.InRange(result.GetProperty("chunks").GetInt32(), 3, 20);
        await AssertStoppedAsync(cluster);
    }

    [Theory]
    [InlineData(Shape.Standalone)]
    [InlineData(Shape.FiveProcesses)]
    public async Task A_client_that_vanishes_stops_the_generation(Shape shape)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small"], SlowSpeed));
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Gateway, "api/chat"))
        {
            Content = JsonContent.Create(ChatScenarios.Question("auto", stream: true)),
        };
        using var response = await cluster.Http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            leave.Token
        );
        var body = await response.Content.ReadAsStreamAsync();
        Assert.NotEqual(0, await body.ReadAsync(new byte[64]));

        response.Dispose();

        await AssertStoppedAsync(cluster);
    }

    private static async Task AssertStoppedAsync(RunningCluster cluster)
    {
        var replica = cluster.Replicas[0];
        await Wait.UntilAsync(
            async () => await replica.CountAsync("cancelled") == 1 && await replica.CountAsync("running") == 0,
            "the replica stops generating"
        );
    }
}
