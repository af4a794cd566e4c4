using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>SIGTERM: new work is refused, what runs is finished.</summary>
public sealed class StopTests
{
    [Theory]
    [InlineData(Shape.Standalone)]
    [InlineData(Shape.FiveProcesses)]
    public async Task A_running_answer_is_finished_and_then_the_process_ends(Shape shape)
    {
        await using var cluster = await RunningCluster.StartAsync(shape, new(["small"], SpeedFactor: 1));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Gateway, "v1/chat/completions"))
        {
            Content = JsonContent.Create(ChatScenarios.Question("auto", stream: true)),
        };
        using var response = await cluster.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var gateway = cluster.Process("gateway");
        gateway.Terminate();
        var answer = await response.Content.ReadAsStringAsync();
        await gateway.WaitForExitAsync();

        Assert.EndsWith("data: [DONE]\n\n", answer, StringComparison.Ordinal);
        Assert.Equal(0, gateway.ExitCode);
    }
}
