using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Replicas that are full, as a client sees it.</summary>
public abstract class BusyScenarios(ClusterFixture fixture) : DamageScenarios(fixture)
{
    private static readonly string Model = DamagedClusters.OwnModels[DamagedClusters.WithoutQueue];

    [Fact]
    public async Task With_every_replica_busy_the_next_request_is_told_when_to_come_back()
    {
        // Its answer takes several seconds then.
        await Cluster.Replicas[DamagedClusters.WithoutQueue].SlowDownAsync(factor: 100);
        using var running = await StartStreamOnFreeSlotAsync();

        using var openAi = await AskAsync("v1/chat/completions");
        using var ollama = await AskAsync("api/chat");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, openAi.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ollama.StatusCode);
        Assert.True(openAi.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.NotEmpty((await JsonAsync(openAi)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.NotEmpty((await JsonAsync(ollama)).GetProperty("error").GetString()!);
    }

    private Task<HttpResponseMessage> AskAsync(string path) =>
        Cluster.Http.PostAsJsonAsync(new Uri(Cluster.Gateway, path), ChatScenarios.Question(Model, stream: false));

    /// <summary>
    /// Where no call may wait, the one before is in the way until the router has heard that its slot is free, which is some
    /// milliseconds after its answer.
    /// </summary>
    /// <returns>An answer whose first token has arrived.</returns>
    private async Task<HttpResponseMessage> StartStreamOnFreeSlotAsync()
    {
        var stream = await StartStreamAsync();
        await Wait.UntilAsync(
            async () =>
            {
                if (stream.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    stream.Dispose();
                    stream = await StartStreamAsync();
                }

                return stream.StatusCode == HttpStatusCode.OK;
            },
            $"{Model} starts to answer"
        );
        return stream;
    }

    private async Task<HttpResponseMessage> StartStreamAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Cluster.Gateway, "v1/chat/completions"))
        {
            Content = JsonContent.Create(ChatScenarios.Question(Model, stream: true)),
        };
        return await Cluster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();
}

[Collection(DamagedClusters.Standalone)]
public sealed class StandaloneBusyTests(DamagedStandaloneFixture fixture) : BusyScenarios(fixture);

[Collection(DamagedClusters.FiveProcesses)]
public sealed class FiveProcessesBusyTests(DamagedFiveProcessesFixture fixture) : BusyScenarios(fixture);
