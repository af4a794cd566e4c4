using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>SIGTERM: new work is refused, what runs is finished.</summary>
public abstract class StopScenarios(ClusterFixture fixture) : DamageScenarios(fixture)
{
    [Fact]
    public async Task A_running_answer_is_finished_and_then_the_process_ends()
    {
        // The speed of a real host: the answer is under way when the signal comes.
        await SlowDownAsync(Cluster.SpeedFactor);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Cluster.Gateway, "v1/chat/completions"))
        {
            Content = JsonContent.Create(ChatScenarios.Question("auto", stream: true)),
        };
        using var response = await Cluster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var gateway = Cluster.Process("gateway");
        gateway.Terminate();
        var answer = await response.Content.ReadAsStringAsync();
        await gateway.WaitForExitAsync();

        Assert.EndsWith("data: [DONE]\n\n", answer, StringComparison.Ordinal);
        Assert.Equal(0, gateway.ExitCode);
    }
}

[Collection(DamagedClusters.Standalone)]
public sealed class StandaloneStopTests(DamagedStandaloneFixture fixture) : StopScenarios(fixture);

[Collection(DamagedClusters.FiveProcesses)]
public sealed class FiveProcessesStopTests(DamagedFiveProcessesFixture fixture) : StopScenarios(fixture);
