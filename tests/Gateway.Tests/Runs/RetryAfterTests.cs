using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;
using GatewayContract = Orchestrator.Contracts.Gateway.V1.Gateway;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>When to come back: said by a provider, a worker or a router, told to the client.</summary>
public sealed class RetryAfterTests
{
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";

    [Theory]
    [InlineData("/v1/chat/completions", 30, "30")]
    [InlineData("/api/chat", 30, "30")]
    [InlineData("/v1/chat/completions", 2.2, "3")]
    [InlineData("/api/chat", 0.01, "1")]
    public async Task What_a_provider_says_reaches_the_client_in_whole_seconds(string path, double wait, string told)
    {
        await using var app = await GatewayApp.StartAsync();
        IsBusy(app, _ => wait);

        using var response = await app.PostAsync(path, Ask);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(told, response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Of_several_the_first_one_to_be_free_counts()
    {
        await using var app = await GatewayApp.StartAsync();
        IsBusy(app, replica => replica == "gpu-1" ? 5 : 40);

        using var response = await app.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal("5", response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task A_router_knows_better_than_the_last_replica()
    {
        await using var app = await GatewayApp.StartAsync();
        IsBusy(app, _ => 40);
        var first = app.Router.OnRoute;
        app.Router.OnRoute = request =>
            request.FailedReplicas.Count == 0
                ? first(request)
                : Decisions.Refusal(RefusalReason.AllBusy, TimeSpan.FromSeconds(4));

        using var response = await app.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal("4", response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Internal_callers_get_it_in_the_trailer()
    {
        await using var app = await GatewayApp.StartAsync();
        IsBusy(app, _ => 30);
        var client = new GatewayContract.GatewayClient(app.Services.GetRequiredService<GrpcPeers>().At(app.Grpc));
        var request = new AskRequest
        {
            Model = "auto",
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };

        using var call = client.Ask(request);
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            call.ResponseStream.MoveNext(CancellationToken.None)
        );

        var failure = InferenceFailure.Parser.ParseFrom(refused.Trailers.GetValueBytes("orchestrator-error-bin"));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Equal(30, failure.RetryAfter.ToTimeSpan().TotalSeconds);
    }

    [Fact]
    public async Task Routers_hear_that_it_was_load()
    {
        await using var app = await GatewayApp.StartAsync();
        IsBusy(app, _ => 30);

        await app.AskAsync("/v1/chat/completions", Ask);

        var report = await app.Router.NextReportAsync();
        Assert.Equal((AttemptResult.Busy, FailureCause.Busy), (report.Result, report.Cause));
    }

    private static void IsBusy(GatewayApp app, Func<string, double> seconds)
    {
        app.Router.OnRoute = _ =>
            Decisions.Of(Decisions.At(app.WorkerAddress, "gpu-1"), Decisions.At(app.WorkerAddress, "gpu-2"));
        app.Worker.OnGenerate = (request, _, _) =>
            throw Answers.Failure(
                StatusCode.ResourceExhausted,
                "busy",
                retryAfter: TimeSpan.FromSeconds(seconds(request.Replica))
            );
    }
}
