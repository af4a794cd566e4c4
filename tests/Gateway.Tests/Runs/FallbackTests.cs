using Grpc.Core;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>Lists that lead from one model to another.</summary>
public sealed class FallbackTests
{
    private const string Path = "/v1/chat/completions";
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";

    [Fact]
    public async Task A_list_of_several_models_is_a_chain_and_the_headers_say_what_was_really_used()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ =>
            Decisions.Of(
                Decisions.At(app.WorkerAddress, "gpu-1"),
                Decisions.At(app.WorkerAddress, "cloud", model: "gpt-5-mini")
            );
        app.Worker.OnGenerate = (request, stream, _) =>
            request.Model == "qwen3:8b"
                ? throw Answers.Failure(StatusCode.Unavailable, "replica_failed")
                : Answers.SayAsync(stream, "from the cloud");

        using var response = await app.PostAsync(Path, Ask);

        Assert.Contains(
            "\"model\":\"gpt-5-mini\"",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal("gpt-5-mini", response.Headers.GetValues("X-Orchestrator-Model").Single());
        Assert.Equal("cloud", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal("task_code,resident,failed_over", response.Headers.GetValues("X-Orchestrator-Reason").Single());
    }
}
