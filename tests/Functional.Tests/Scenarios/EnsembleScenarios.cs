using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>What a client sees of an ensemble. The same in every shape.</summary>
public abstract class EnsembleScenarios(ClusterFixture fixture)
{
    private HttpClient Http => fixture.Cluster.Http;

    private Uri At(string path) => new(fixture.Cluster.Gateway, path);

    [Fact]
    public async Task A_streamed_answer_is_the_runs_answer_and_the_run_shows_its_members_and_the_synthesis()
    {
        using var response = await AskAsync("v1/chat/completions", "ensemble", stream: true);
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ensemble", Header(response, "X-Orchestrator-Strategy"));
        Assert.Equal("data: [DONE]", events[^1]);
        Assert.True(events.Length > 3, "The answer came in one piece.");
        var run = await RunAsync(response);
        Assert.Equal("completed", run.GetProperty("state").GetString());
        // Its members, and those that would have taken the place of one that fails.
        Assert.True(run.GetProperty("models").GetArrayLength() >= 3, "Three members are models of the run.");
        Assert.Equal(["member-1", "member-2", "member-3", "synthesis"], Steps(run).Keys.Order(StringComparer.Ordinal));
        Assert.All(Steps(run).Values, step => Assert.Equal("completed", step.GetProperty("state").GetString()));
        Assert.Equal(run.GetProperty("answer").GetProperty("content").GetString(), Contents(events));
    }

    [Fact]
    public async Task A_whole_answer_is_the_same_and_its_tokens_are_the_sums_of_all_steps()
    {
        using var response = await AskAsync("v1/chat/completions", "ensemble", stream: false);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        var run = await RunAsync(response);
        Assert.Equal("ensemble", Header(response, "X-Orchestrator-Strategy"));
        Assert.Equal("true", Header(response, "X-Orchestrator-Simulated"));
        Assert.Equal(
            run.GetProperty("answer").GetProperty("model").GetString(),
            Header(response, "X-Orchestrator-Model")
        );
        Assert.Equal(
            run.GetProperty("answer").GetProperty("replica").GetString(),
            Header(response, "X-Orchestrator-Replica")
        );
        Assert.Equal(
            run.GetProperty("answer").GetProperty("content").GetString(),
            answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()
        );
        var tokens = answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32();
        Assert.Equal(Steps(run).Values.Sum(step => step.GetProperty("output_tokens").GetInt32()), tokens);
    }

    [Fact]
    public async Task Ollamas_clients_get_it_under_the_name_that_their_list_shows()
    {
        var tags = await Http.GetFromJsonAsync<JsonElement>(At("api/tags"));
        using var response = await AskAsync("api/chat", "ensemble:latest", stream: false);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        var names = tags.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString());
        Assert.Contains("ensemble:latest", names);
        Assert.True(answer.GetProperty("done").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("message").GetProperty("content").GetString()!);
    }

    [Fact]
    public async Task The_events_of_a_run_come_in_order_from_any_number_on()
    {
        using var response = await AskAsync("v1/chat/completions", "ensemble", stream: false);
        var events = $"api/runs/{Header(response, "X-Orchestrator-Run")}/events";

        var all = await Http.GetStringAsync(At(events));
        var log = await Http.GetFromJsonAsync<JsonElement>(At($"{events}?stream=false"));
        var last = log.GetProperty("last_sequence").GetInt32();
        var rest = await Http.GetStringAsync(At($"{events}?after={last - 1}"));
        using var nothing = await Http.GetAsync(At($"{events}?after={last}"));

        Assert.True(last >= 4, "Three members and the end are events.");
        Assert.Equal(Enumerable.Range(1, last), Ids(all));
        Assert.Equal([last], Ids(rest));
        Assert.Contains("event: completed\n", rest, StringComparison.Ordinal);
        Assert.Equal(3, all.Split("event: ai_response\n").Length - 1);
        Assert.Equal(
            Enumerable.Range(1, last),
            log.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("sequence").GetInt32())
        );
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
    }

    [Fact]
    public async Task The_decision_is_explained_in_both_languages_without_running_anything()
    {
        using var response = await AskAsync("api/route", "ensemble", stream: false);
        var decision = await response.Content.ReadFromJsonAsync<JsonElement>();

        var models = decision.GetProperty("models").EnumerateArray().Select(model => model.GetString()!).ToList();
        var explanation = decision.GetProperty("explanation");
        Assert.Equal("ensemble", decision.GetProperty("strategy").GetString());
        Assert.True(models.Distinct().Count() >= 3, "Three members, and those that stand by, are named.");
        Assert.All(
            models.Take(3),
            model => Assert.Contains(model, explanation.GetProperty("en").GetString()!, StringComparison.Ordinal)
        );
        Assert.Contains("앙상블", explanation.GetProperty("ko").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_honoured_is_refused_and_named()
    {
        var question = new
        {
            model = "ensemble",
            messages = new[] { new { role = "user", content = "Hi" } },
            response_format = new { type = "json_object" },
        };
        using var format = await Http.PostAsJsonAsync(At("v1/chat/completions"), question);
        using var unknown = await Http.GetAsync(At($"api/runs/{new string('0', 32)}"));
        using var wrong = await Http.GetAsync(At("api/runs/nonsense/events"));

        Assert.Equal(HttpStatusCode.BadRequest, format.StatusCode);
        var error = (await format.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal("response_format", error.GetProperty("param").GetString());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    internal static Dictionary<string, JsonElement> Steps(JsonElement run) =>
        run.GetProperty("steps").EnumerateArray().ToDictionary(step => step.GetProperty("step").GetString()!);

    private Task<HttpResponseMessage> AskAsync(string path, string model, bool stream) =>
        Http.PostAsJsonAsync(At(path), ChatScenarios.Question(model, stream));

    private async Task<JsonElement> RunAsync(HttpResponseMessage response)
    {
        // A refused question has an id, too, but there is no run of it.
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await Http.GetFromJsonAsync<JsonElement>(At($"api/runs/{Header(response, "X-Orchestrator-Run")}"));
    }

    private static string Contents(IEnumerable<string> events) =>
        string.Concat(
            events
                .Where(one => one.StartsWith("data: {", StringComparison.Ordinal))
                .Select(one => JsonSerializer.Deserialize<JsonElement>(one["data: ".Length..]))
                .Select(one => one.GetProperty("choices"))
                .Where(choices => choices.GetArrayLength() > 0)
                .Select(choices => choices[0].GetProperty("delta"))
                .Select(delta => delta.TryGetProperty("content", out var content) ? content.GetString() : "")
        );

    private static IEnumerable<int> Ids(string events) =>
        events
            .Split('\n')
            .Where(line => line.StartsWith("id: ", StringComparison.Ordinal))
            .Select(line => int.Parse(line["id: ".Length..], System.Globalization.CultureInfo.InvariantCulture));

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.GetValues(name));
}

[Collection(SoundClusters.Standalone)]
public sealed class StandaloneEnsembleTests(StandaloneFixture fixture) : EnsembleScenarios(fixture);

[Collection(SoundClusters.FiveProcesses)]
public sealed class FiveProcessesEnsembleTests(FiveProcessesFixture fixture) : EnsembleScenarios(fixture);
