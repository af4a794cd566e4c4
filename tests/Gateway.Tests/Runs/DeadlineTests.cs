using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>A caller that says until when the first token has to be there.</summary>
public sealed class DeadlineTests
{
    private const string Path = "/v1/chat/completions";
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";
    private static readonly (string, string)[] InTwoAndAHalf = [("X-Orchestrator-Deadline", "2.5")];

    [Fact]
    public async Task When_it_passes_the_client_hears_of_it_and_no_replica_is_blamed()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null);
        app.Router.OnRoute = _ => Decisions.Of(At(app, "gpu-1"), At(app, "gpu-2"));
        var stage = new Stage(app.Worker);

        var asking = app.PostAsync(Path, Ask, InTwoAndAHalf);
        await stage.CalledAsync("gpu-1");
        await clock.ArmedAsync(TimeSpan.FromSeconds(2.5));
        clock.Advance(TimeSpan.FromSeconds(2.5));
        using var response = await asking;
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(504, (int)response.StatusCode);
        Assert.Contains(
            "No token came within 2.5 s, the deadline that the request sets.",
            body,
            StringComparison.Ordinal
        );
        await stage.CancelledAsync("gpu-1");
        Assert.False(stage.WasCalled("gpu-2"));
        Assert.Equal(AttemptResult.NotItsFault, (await app.Router.NextReportAsync()).Result);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task The_next_replica_and_the_next_routing_get_what_is_left_of_it()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null);
        app.Router.OnRoute = _ => Decisions.Of(At(app, $"gpu-{app.Router.Asked.Count}"));
        var stage = new Stage(app.Worker);
        stage.Say("gpu-2", "in time");

        var asking = app.PostAsync(Path, Ask, InTwoAndAHalf);
        await stage.CalledAsync("gpu-1");
        clock.Advance(TimeSpan.FromSeconds(1));
        stage.Fail("gpu-1", Answers.Failure(StatusCode.Unavailable, "replica_failed"));
        using var response = await asking;

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal([2.5, 1.5], app.Router.Asked.Select(asked => asked.Deadline.ToTimeSpan().TotalSeconds));
        Assert.Equal([2.5, 1.5], app.Worker.Asked.Select(asked => asked.Deadline.ToTimeSpan().TotalSeconds));
    }

    [Fact]
    public async Task A_router_that_sees_that_it_cannot_be_kept_refuses_at_once_and_the_refusal_names_it()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Refusal(RefusalReason.AllBusy, TimeSpan.FromSeconds(9.1));

        using var response = await app.PostAsync(Path, Ask, [("X-Orchestrator-Deadline", "86400")]);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("10", response.Headers.GetValues("Retry-After").Single());
        Assert.Contains("Because of the fake. The request's deadline leaves 86", body, StringComparison.Ordinal);
        Assert.Empty(app.Worker.Asked);
    }

    [Fact]
    public async Task A_queue_that_is_too_long_for_it_is_passed_over_and_not_blamed()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Of(At(app, "gpu-1"), At(app, "gpu-2"));
        app.Worker.OnGenerate = (request, stream, _) =>
            request.Replica == "gpu-1"
                ? throw Answers.Failure(StatusCode.ResourceExhausted, "deadline_too_short")
                : Answers.SayAsync(stream, "shorter queue");

        using var response = await app.PostAsync(Path, Ask, InTwoAndAHalf);

        Assert.Equal("gpu-2", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        var report = await app.Router.NextReportAsync();
        Assert.Equal(("gpu-1", AttemptResult.NotItsFault), (report.Replica, report.Result));
    }

    [Fact]
    public async Task A_router_that_is_silent_for_longer_ends_it_too()
    {
        await using var app = await GatewayApp.StartAsync();
        using var never = new ManualResetEventSlim();
        app.Router.OnRoute = _ =>
        {
            never.Wait();
            return Decisions.Of(At(app, "gpu-1"));
        };

        using var response = await app.PostAsync(Path, Ask, [("X-Orchestrator-Deadline", "0.05")]);
        never.Set();

        Assert.Equal(504, (int)response.StatusCode);
        Assert.Contains(
            "within 0.05 s, the deadline that the request sets",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task It_ends_with_the_first_token()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, stream, end) =>
        {
            await stream.WriteAsync(Answers.Piece("begun"), end);
            await goOn.Task;
            await Answers.SayAsync(stream, " and ended");
        };
        const string AskStream = """{"model":"auto","stream":true,"messages":[{"role":"user","content":"Hi"}]}""";

        using var response = await app.PostAsync(Path, AskStream, InTwoAndAHalf);
        clock.Advance(TimeSpan.FromSeconds(60));
        goOn.SetResult();

        Assert.Contains(" and ended", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Choice At(GatewayApp app, string replica) => Decisions.At(app.WorkerAddress, replica);
}
