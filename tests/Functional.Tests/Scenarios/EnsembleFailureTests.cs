using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Members that fail, and clients that leave in the middle of an ensemble.</summary>
public sealed class EnsembleFailureTests
{
    /// <summary>Slow enough that an answer is still running when the client leaves.</summary>
    private const double SlowSpeed = 0.5;

    [Theory]
    [InlineData(Shape.Standalone)]
    [InlineData(Shape.FiveProcesses)]
    public async Task Members_whose_replica_fails_are_left_out_and_the_others_answer(Shape shape)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small", "coder"]));
        await cluster.Replicas[1].FaultAsync("cut_mid_stream");

        using var response = await AskAsync(cluster, stream: false);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        var id = response.Headers.GetValues("X-Orchestrator-Run").Single();
        var run = await cluster.Http.GetFromJsonAsync<JsonElement>(new Uri(cluster.Gateway, $"api/runs/{id}"));
        var states = EnsembleScenarios.Steps(run).Values.Select(step => step.GetProperty("state").GetString()).ToList();
        Assert.Contains("failed", states);
        Assert.Contains("completed", states);
        Assert.Equal("completed", run.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(Shape.Standalone)]
    [InlineData(Shape.FiveProcesses)]
    public async Task A_client_that_leaves_frees_every_replica(Shape shape)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small", "coder"], SlowSpeed));
        using var leave = new CancellationTokenSource();

        var asking = AskAsync(cluster, stream: true, leave.Token);
        await Wait.UntilAsync(async () => await CountAsync(cluster, "running") > 0, "a member answers");
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Wait.UntilAsync(
            async () => await CountAsync(cluster, "running") == 0 && await CountAsync(cluster, "cancelled") > 0,
            "every replica stops generating"
        );
    }

    private static async Task<HttpResponseMessage> AskAsync(
        RunningCluster cluster,
        bool stream,
        CancellationToken cancellationToken = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Gateway, "v1/chat/completions"))
        {
            Content = JsonContent.Create(ChatScenarios.Question("ensemble", stream)),
        };
        return await cluster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<long> CountAsync(RunningCluster cluster, string counter)
    {
        var counts = await Task.WhenAll(cluster.Replicas.Select(replica => replica.CountAsync(counter)));
        return counts.Sum();
    }
}
