using System.Text.Json;
using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Native;

/// <summary>POST /api/runs.</summary>
public sealed class NewRunTests
{
    [Fact]
    public async Task A_run_is_started_as_the_router_says_and_is_not_waited_for()
    {
        await using var app = await GatewayApp.StartAsync();
        RouteRequest? asked = null;
        app.Router.OnRoute = request =>
        {
            asked = request;
            var decision = Decisions.Ensemble("m:32b", "m:8b", "m:1b");
            decision.Members = 2;
            decision.Outlooks.Add(new ModelOutlook { Model = "m:32b", Quality = 0.8 });
            return decision;
        };

        using var response = await app.PostAsync(
            "/api/runs",
            """
            {"strategy":"debate","prompt":"Hi","interactive":true,"deadline_seconds":90.5,
             "budget":{"calls":9,"tokens":5000,"gpu_seconds":12.5,"wall_time_seconds":60}}
            """
        );
        var body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

        var started = Assert.Single(app.Worker.Runs.Started);
        Assert.Equal((202, $"/api/runs/{started.RunId}"), ((int)response.StatusCode, Location(response)));
        Assert.Equal(("debate", true), (asked?.RequestedModel, asked?.DryRun));
        Assert.Equal(["m:32b", "m:8b", "m:1b"], started.Models);
        Assert.Equal(("Hi", "code", "ko"), (started.Messages.Single().Content, started.Task, started.Language));
        Assert.Equal(
            (true, 2u, 90.5),
            (started.Interactive, started.Members, started.Deadline.ToTimeSpan().TotalSeconds)
        );
        Assert.Equal(
            (9u, 5000ul, 12.5, 60L),
            (started.Budget.Calls, started.Budget.Tokens, started.Budget.GpuSeconds, started.Budget.WallTime.Seconds)
        );
        Assert.Equal("m:32b", Assert.Single(started.Outlooks).Model);
        Assert.Equal(started.RunId, body.GetProperty("id").GetString());
        Assert.Equal($"/api/runs/{started.RunId}/events", body.GetProperty("links").GetProperty("events").GetString());
        // Nobody watches it, and the client's end is not the run's.
        Assert.Empty(app.Worker.Runs.Watched);
        Assert.False(app.Worker.Runs.WasControlled);
    }

    [Fact]
    public async Task Models_that_the_client_names_take_the_place_of_the_routers()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ =>
        {
            var decision = Decisions.Ensemble("m:32b", "m:8b", "m:1b");
            decision.Members = 3;
            decision.Outlooks.Add(new ModelOutlook { Model = "m:32b" });
            decision.Outlooks.Add(new ModelOutlook { Model = "m:8b" });
            return decision;
        };

        await app.AskAsync("/api/runs", """{"model":"ensemble","prompt":"Hi","models":["m:8b","own:7b"]}""");

        var started = Assert.Single(app.Worker.Runs.Started);
        Assert.Equal(["m:8b", "own:7b"], started.Models);
        Assert.Equal(("m:8b", 2u), (Assert.Single(started.Outlooks).Model, started.Members));
    }

    [Fact]
    public async Task A_single_answer_is_a_run_too_if_the_router_wants_no_more()
    {
        await using var app = await GatewayApp.StartAsync();

        var (status, _) = await app.AskAsync("/api/runs", """{"messages":[{"role":"user","content":"Hi"}]}""");

        var started = Assert.Single(app.Worker.Runs.Started);
        Assert.Equal((202, "single"), (status, started.Strategy));
        Assert.Equal(["qwen3:8b"], started.Models);
    }

    [Fact]
    public async Task A_workers_refusal_names_its_field_and_a_routers_comes_as_it_is()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnStart = _ =>
            throw new RpcException(new Status(StatusCode.InvalidArgument, "strategy must be one of these: ensemble"));

        var (refused, body) = await app.AskAsync("/api/runs", """{"strategy":"team","prompt":"Hi"}""");
        app.Router.OnRoute = _ => Decisions.Refusal(RefusalReason.AllBusy);
        var (busy, _) = await app.AskAsync("/api/runs", """{"strategy":"team","prompt":"Hi"}""");

        var (wrong, why) = await app.AskAsync("/api/runs", """{"prompt":"Hi","budget":{"calls":0}}""");

        Assert.Equal((400, 503, 400), (refused, busy, wrong));
        Assert.Contains("\"budget.calls\":[", why, StringComparison.Ordinal);
        Assert.Contains("\"strategy\":[", body, StringComparison.Ordinal);
    }

    private static string? Location(HttpResponseMessage response) => response.Headers.Location?.OriginalString;
}
