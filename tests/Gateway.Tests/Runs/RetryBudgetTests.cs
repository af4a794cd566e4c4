using Grpc.Core;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>A broken fleet is not hammered: all requests of a process share one budget of retries.</summary>
public sealed class RetryBudgetTests
{
    private const string Path = "/v1/chat/completions";
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";

    [Fact]
    public async Task When_it_is_used_up_the_client_gets_the_last_error()
    {
        await using var app = await StartAsync("replica_failed");

        var (first, _) = await app.AskAsync(Path, Ask);
        var (second, body) = await app.AskAsync(Path, Ask);

        Assert.Equal((200, 502), (first, second));
        Assert.Contains("Replica 'gpu-1' is unavailable", body, StringComparison.Ordinal);
        Assert.Equal(["gpu-1", "gpu-2", "gpu-1"], app.Worker.Asked.Select(asked => asked.Replica));
    }

    [Fact]
    public async Task What_never_reached_its_replica_needs_none()
    {
        await using var app = await StartAsync("connect_failed");

        for (var question = 0; question < 3; question++)
        {
            Assert.Equal(200, (await app.AskAsync(Path, Ask)).Status);
        }
    }

    /// <summary>One retry in ten seconds is all there is; the first replica fails, the second one answers.</summary>
    private static async Task<GatewayApp> StartAsync(string cause)
    {
        var app = await GatewayApp.StartAsync(
            new WatchedClock(),
            null,
            "--Placement:RetryShare=0",
            "--Placement:RetryFloor=1"
        );
        app.Router.OnRoute = _ =>
            Decisions.Of(Decisions.At(app.WorkerAddress, "gpu-1"), Decisions.At(app.WorkerAddress, "gpu-2"));
        app.Worker.OnGenerate = (request, stream, _) =>
            request.Replica == "gpu-1"
                ? throw Answers.Failure(StatusCode.Unavailable, cause)
                : Answers.SayAsync(stream, "Hello");
        return app;
    }
}
