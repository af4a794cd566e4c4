using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Runs;

public sealed class SingleAnswerTests
{
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Say hello"}]}""";

    [Fact]
    public async Task The_headers_say_which_model_on_which_replica_answered_and_why()
    {
        await using var app = await GatewayApp.StartAsync();

        using var response = await app.PostAsync("/v1/chat/completions", Ask);
        var body = await response.Content.ReadAsStringAsync();

        Assert.True(response.IsSuccessStatusCode, body);
        Assert.Equal("code", response.Headers.GetValues("X-Orchestrator-Task").Single());
        Assert.Equal("single", response.Headers.GetValues("X-Orchestrator-Strategy").Single());
        Assert.Equal("qwen3:8b", response.Headers.GetValues("X-Orchestrator-Model").Single());
        Assert.Equal("gpu-1", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal("task_code,resident", response.Headers.GetValues("X-Orchestrator-Reason").Single());
        Assert.NotEmpty(response.Headers.GetValues("X-Orchestrator-Run").Single());
        Assert.False(response.Headers.Contains("X-Orchestrator-Simulated"));
        Assert.False(response.Headers.Contains("X-Orchestrator-Cache"));
        Assert.Empty(app.Errors);
    }
}
