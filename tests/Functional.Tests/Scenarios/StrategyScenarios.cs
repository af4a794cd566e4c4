using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>What a client sees of every strategy, and of a run while it is under way. The same in every shape.</summary>
public abstract class StrategyScenarios(ClusterFixture fixture)
{
    private readonly RunsApi _runs = new(fixture.Cluster);

    private HttpClient Http => fixture.Cluster.Http;

    [Theory]
    [InlineData("cascade", "rung-1")]
    [InlineData("debate", "position-1")]
    [InlineData("decompose", "plan")]
    [InlineData("refine", "draft")]
    [InlineData("team", "turn-1-lead")]
    [InlineData($"workflow:{SoundClusters.Workflow}", "draft")]
    public async Task A_strategys_name_is_a_model_whose_answer_shows_its_steps(string model, string step)
    {
        using var response = await AskAsync(ChatScenarios.Question(model, stream: false));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        var run = await _runs.ViewAsync(Header(response, "X-Orchestrator-Run"));

        Assert.Equal(model.Split(':')[0], Header(response, "X-Orchestrator-Strategy"));
        Assert.Equal("true", Header(response, "X-Orchestrator-Simulated"));
        Assert.Equal("completed", run.Text("state"));
        var content = answer.GetProperty("choices")[0].GetProperty("message").Text("content");
        Assert.NotEmpty(content);
        Assert.Equal(run.GetProperty("answer").Text("content"), content);
        Assert.Contains(step, EnsembleScenarios.Steps(run).Keys);
        Assert.All(
            EnsembleScenarios.Steps(run).Values,
            each => Assert.True(each.GetProperty("simulated").GetBoolean())
        );
    }

    [Fact]
    public async Task A_run_is_paused_and_told_something_and_goes_on_to_its_answer()
    {
        string run;
        try
        {
            await StallAsync();
            run = await _runs.StartAsync("refine");
            // It waits for the step in flight, which goes on as soon as the replicas do.
            var pausing = _runs.ControlAsync(run, "pause");
            await Wait.UntilAsync(async () => await IsPausingAsync(run), "the run is to pause");
            await ClearAsync();
            using var paused = await pausing;
            Assert.Equal(HttpStatusCode.OK, paused.StatusCode);
        }
        finally
        {
            await ClearAsync();
        }

        await _runs.UntilStateAsync(run, "paused");
        Assert.Contains(run, await _runs.ListAsync("paused"));
        using var told = await _runs.TellAsync(run, "Briefly, please.");
        Assert.Equal("paused", await StateAsync(told));
        var reading = _runs.EventsAsync(run);
        using var resumed = await _runs.ControlAsync(run, "resume");
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        var events = await reading;

        Assert.Equal(Enumerable.Range(1, events.Ids.Count), events.Ids);
        Assert.Superset(new HashSet<string> { "paused", "user_message", "resumed" }, events.Names.ToHashSet());
        Assert.Equal("completed", events.Names[^1]);
        Assert.Contains(run, await _runs.ListAsync("completed"));
        await AssertConflictAsync(await _runs.TellAsync(run, "One more thing."));
        await AssertConflictAsync(await _runs.ControlAsync(run, "replay"));
    }

    [Fact]
    public async Task A_run_that_is_stopped_ends_and_frees_every_replica()
    {
        try
        {
            await StallAsync();
            var run = await _runs.StartAsync("debate");
            await _runs.UntilStateAsync(run, "running");
            using var stopped = await _runs.ControlAsync(run, "stop");
            var events = await _runs.EventsAsync(run);

            Assert.Equal("stopped", await StateAsync(stopped));
            Assert.Equal("failed", events.Names[^1]);
            Assert.Contains(run, await _runs.ListAsync("stopped"));
            Assert.Equal("stopped", (await _runs.ViewAsync(run)).GetProperty("error").Text("cause"));
            await Wait.UntilAsync(async () => await CountAsync("running") == 0, "every replica is free");
        }
        finally
        {
            await ClearAsync();
        }
    }

    [Theory]
    [InlineData("""{"model":"workflow:no-such","prompt":"hi"}""", "workflow:no-such")]
    [InlineData("""{"strategy":"workflow","workflow":"no-such","prompt":"hi"}""", "workflow:no-such")]
    [InlineData("""{"strategy":"debate","budget":{"calls":0},"prompt":"hi"}""", "budget.calls")]
    [InlineData("""{"strategy":"quarrel","prompt":"hi"}""", "strategy")]
    public async Task A_run_that_cannot_be_is_refused_and_the_reason_named(string body, string names)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(At(RunsApi.Runs), content);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(names, text, StringComparison.Ordinal);
    }

    private Uri At(string path) => new(fixture.Cluster.Gateway, path);

    private Task<HttpResponseMessage> AskAsync(object question) =>
        Http.PostAsJsonAsync(At("v1/chat/completions"), question);

    private async Task<bool> IsPausingAsync(string run)
    {
        var view = await _runs.ViewAsync(run);
        return view.GetProperty("pausing").GetBoolean() || view.Text("state") == "paused";
    }

    private Task StallAsync() =>
        Task.WhenAll(fixture.Cluster.Replicas.Select(replica => replica.FaultAsync("stall_before_first_token")));

    private Task ClearAsync() => Task.WhenAll(fixture.Cluster.Replicas.Select(replica => replica.ClearFaultsAsync()));

    private async Task<long> CountAsync(string counter) =>
        (await Task.WhenAll(fixture.Cluster.Replicas.Select(replica => replica.CountAsync(counter)))).Sum();

    private static async Task AssertConflictAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        }
    }

    private static async Task<string> StateAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("state");

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.GetValues(name));
}

[Collection(SoundClusters.Standalone)]
public sealed class StandaloneStrategyTests(StandaloneFixture fixture) : StrategyScenarios(fixture);

[Collection(SoundClusters.FiveProcesses)]
public sealed class FiveProcessesStrategyTests(FiveProcessesFixture fixture) : StrategyScenarios(fixture);
