using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Members that fail, and clients that leave in the middle of an ensemble.</summary>
public abstract class EnsembleFailureScenarios(ClusterFixture fixture) : DamageScenarios(fixture)
{
    [Fact]
    public async Task Members_whose_replica_fails_are_left_out_and_the_others_answer()
    {
        await Cluster.Replicas[1].FaultAsync("cut_mid_stream");

        using var response = await AskAsync(stream: false);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!);
        var id = response.Headers.GetValues("X-Orchestrator-Run").Single();
        var run = await Cluster.Http.GetFromJsonAsync<JsonElement>(new Uri(Cluster.Gateway, $"api/runs/{id}"));
        var states = EnsembleScenarios.Steps(run).Values.Select(step => step.GetProperty("state").GetString()).ToList();
        Assert.Contains("failed", states);
        Assert.Contains("completed", states);
        Assert.Equal("completed", run.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_client_that_leaves_frees_every_replica()
    {
        var cancelled = await CountAsync("cancelled");
        await SlowDownAsync(HangUpScenarios.Slowness);
        using var leave = new CancellationTokenSource();

        var asking = AskAsync(stream: true, leave.Token);
        await Wait.UntilAsync(async () => await CountAsync("running") > 0, "a member answers");
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Wait.UntilAsync(
            async () => await CountAsync("running") == 0 && await CountAsync("cancelled") > cancelled,
            "every replica stops generating"
        );
    }

    private async Task<HttpResponseMessage> AskAsync(bool stream, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Cluster.Gateway, "v1/chat/completions"))
        {
            Content = JsonContent.Create(ChatScenarios.Question("ensemble", stream)),
        };
        return await Cluster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}

[Collection(DamagedClusters.Standalone)]
public sealed class StandaloneEnsembleFailureTests(DamagedStandaloneFixture fixture)
    : EnsembleFailureScenarios(fixture);

[Collection(DamagedClusters.FiveProcesses)]
public sealed class FiveProcessesEnsembleFailureTests(DamagedFiveProcessesFixture fixture)
    : EnsembleFailureScenarios(fixture);
