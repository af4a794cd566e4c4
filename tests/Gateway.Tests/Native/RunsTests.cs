using System.Text.Json;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Native;

/// <summary>GET /api/runs/{id}.</summary>
public sealed class RunsTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_run_is_shown_with_its_steps_and_its_answer()
    {
        await using var app = await GatewayApp.StartAsync();

        using var response = await app.Client.GetAsync(new Uri(app.Http, $"/api/runs/{Id}"));
        var run = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

        Assert.Equal(
            (200, "application/json"),
            ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType)
        );
        Assert.Equal((Id, "completed", "ensemble"), (Text(run, "id"), Text(run, "state"), Text(run, "strategy")));
        Assert.Equal(["m:32b", "m:8b"], run.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
        Assert.Equal(4_000, run.GetProperty("duration_ms").GetInt64());
        var steps = run.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(["member-1", "member-2", "synthesis"], steps.Select(step => Text(step, "step")));
        Assert.Equal(
            ("m:32b", "gpu-1", 1_500),
            (Text(steps[0], "model"), Text(steps[0], "replica"), Number(steps[0], "duration_ms"))
        );
        Assert.Equal((10, 5), (Number(steps[0], "prompt_tokens"), Number(steps[0], "output_tokens")));
        Assert.Equal(
            (JsonValueKind.Null, "connect_failed"),
            (steps[0].GetProperty("cause").ValueKind, Text(steps[1], "cause"))
        );
        Assert.Equal("Hello world", Text(run.GetProperty("answer"), "content"));
        Assert.Equal(30, Number(run.GetProperty("answer"), "output_tokens"));
        Assert.Equal(JsonValueKind.Null, run.GetProperty("error").ValueKind);
        Assert.Equal(JsonValueKind.Null, run.GetProperty("question").ValueKind);
        Assert.False(run.GetProperty("pausing").GetBoolean());
        Assert.Equal(3, Number(run, "last_sequence"));
    }

    [Fact]
    public async Task What_a_run_has_used_and_asks_is_shown_and_who_took_anothers_place()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnView = id =>
        {
            var view = RunEvents.Running(id, 1);
            (view.State, view.Question, view.Pausing) = ("paused", "Which one?", true);
            view.Use = new RunUse
            {
                Calls = 4,
                Tokens = 90,
                GpuSeconds = 1.5,
                CachedSteps = 1,
            };
            var step = new StepView
            {
                Step = "member-1",
                GpuSeconds = 0.5,
                Cached = true,
            };
            step.Replaced.Add(new ReplacedModel { Model = "m:1b", Cause = "connect_failed" });
            view.Steps.Add(step);
            return view;
        };

        var run = await GetAsync(app);

        Assert.Equal(("Which one?", true), (Text(run, "question"), run.GetProperty("pausing").GetBoolean()));
        var use = run.GetProperty("use");
        Assert.Equal((4, 90, 1), (Number(use, "calls"), Number(use, "tokens"), Number(use, "cached_steps")));
        Assert.Equal(1.5, use.GetProperty("gpu_seconds").GetDouble());
        var last = run.GetProperty("steps").EnumerateArray().Last();
        Assert.Equal(
            (0.5, true),
            (last.GetProperty("gpu_seconds").GetDouble(), last.GetProperty("cached").GetBoolean())
        );
        var replaced = last.GetProperty("replaced").EnumerateArray().Single();
        Assert.Equal(("m:1b", "connect_failed"), (Text(replaced, "model"), Text(replaced, "cause")));
    }

    [Fact]
    public async Task A_run_that_goes_on_has_no_answer_yet_and_a_failed_one_says_why()
    {
        await using var app = await GatewayApp.StartAsync();

        app.Worker.Runs.OnView = id => RunEvents.Running(id, 1);
        var running = await GetAsync(app);
        app.Worker.Runs.OnView = id => RunEvents.Failed(id, "all_members_failed", "No member has answered.");
        var failed = await GetAsync(app);

        Assert.Equal(JsonValueKind.Null, running.GetProperty("answer").ValueKind);
        Assert.Equal(JsonValueKind.Null, running.GetProperty("finished_at").ValueKind);
        Assert.Equal("all_members_failed", Text(failed.GetProperty("error"), "cause"));
        Assert.Equal("No member has answered.", Text(failed.GetProperty("error"), "message"));
    }

    [Theory]
    [InlineData("/api/runs/{0}")]
    [InlineData("/api/runs/{0}/events")]
    public async Task An_unknown_run_is_a_404_and_an_id_of_another_form_a_400(string path)
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnView = _ => throw RunEvents.Error(StatusCode.NotFound);

        var (unknown, why) = await ProblemAsync(app, path.Replace("{0}", Id, StringComparison.Ordinal));
        var (wrong, what) = await ProblemAsync(app, path.Replace("{0}", "not-an-id", StringComparison.Ordinal));

        Assert.Equal((404, "Unknown run"), (unknown, Text(why, "title")));
        Assert.Contains(Id, Text(why, "detail"), StringComparison.Ordinal);
        Assert.Equal(400, wrong);
        Assert.NotEmpty(what.GetProperty("errors").GetProperty("id").EnumerateArray());
    }

    [Theory]
    [InlineData("/api/runs/{0}")]
    [InlineData("/api/runs/{0}/events")]
    [InlineData("/api/runs/{0}/events?stream=false")]
    public async Task With_every_worker_away_it_is_a_503_in_time_that_says_when_to_try_again(string path)
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:SeveralSteps:ViewTimeout=00:00:00.300");
        app.Worker.Runs.OnView = _ => throw RunEvents.Error(StatusCode.Unavailable);

        var address = new Uri(app.Http, path.Replace("{0}", Id, StringComparison.Ordinal));
        using var response = await app.Client.GetAsync(address).Within("the workers are given up");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("HEAD", "/api/runs/0123456789abcdef0123456789abcdef")]
    [InlineData("POST", "/api/runs/0123456789abcdef0123456789abcdef")]
    [InlineData("DELETE", "/api/runs/0123456789abcdef0123456789abcdef/events")]
    [InlineData("HEAD", "/api/runs/0123456789abcdef0123456789abcdef/events")]
    public async Task Another_verb_is_a_405(string verb, string path)
    {
        await using var app = await GatewayApp.StartAsync();

        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(app.Http, path));
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_decision_about_an_ensemble_shows_its_strategy_and_its_models()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Ensemble("m:32b", "m:8b");

        var (status, body) = await app.AskAsync("/api/route", """{"model":"ensemble","prompt":"Hi"}""");

        Assert.Equal(200, status);
        Assert.Contains("\"strategy\":\"ensemble\"", body, StringComparison.Ordinal);
        Assert.Contains("\"models\":[\"m:32b\",\"m:8b\"]", body, StringComparison.Ordinal);
        Assert.Empty(app.Worker.Runs.Started);
    }

    private static async Task<JsonElement> GetAsync(GatewayApp app) =>
        JsonSerializer.Deserialize<JsonElement>(await app.Client.GetStringAsync(new Uri(app.Http, $"/api/runs/{Id}")));

    private static async Task<(int Status, JsonElement Problem)> ProblemAsync(GatewayApp app, string path)
    {
        using var response = await app.Client.GetAsync(new Uri(app.Http, path));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, JsonSerializer.Deserialize<JsonElement>(body));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
