using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Scenarios;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>What users ask a cluster's gateway about runs of several steps, and tell them.</summary>
internal sealed class RunsApi(RunningCluster cluster)
{
    public const string Runs = "api/runs";

    /// <summary>Starts a run that nobody waits for.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(string strategy)
    {
        using var response = await cluster.Http.PostAsJsonAsync(At(Runs), ChatScenarios.Question(strategy, false));
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("id");
    }

    public Task<JsonElement> ViewAsync(string run) => cluster.Http.GetFromJsonAsync<JsonElement>(At($"{Runs}/{run}"));

    public Task<HttpResponseMessage> TellAsync(string run, string text) =>
        cluster.Http.PostAsJsonAsync(At($"{Runs}/{run}/messages"), new { text });

    /// <param name="control">"pause", "resume", "stop" or "replay".</param>
    public Task<HttpResponseMessage> ControlAsync(string run, string control) =>
        cluster.Http.PostAsync(At($"{Runs}/{run}/{control}"), content: null);

    public async Task<IReadOnlyList<string>> ListAsync(string state)
    {
        var page = await cluster.Http.GetFromJsonAsync<JsonElement>(At($"{Runs}?state={state}"));
        return [.. page.GetProperty("runs").EnumerateArray().Select(run => run.Text("id"))];
    }

    /// <summary>Its events as server-sent events, read until the run ends.</summary>
    public async Task<RunEvents> EventsAsync(string run) =>
        new(await cluster.Http.GetStringAsync(At($"{Runs}/{run}/events")));

    public Task UntilStateAsync(string run, string state)
    {
        JsonElement latest = default;
        return Wait.UntilAsync(
            async () =>
            {
                latest = await ViewAsync(run);
                return latest.Text("state") == state;
            },
            () => $"the run is {state}; it is {latest}",
            Wait.Limit
        );
    }

    private Uri At(string path) => new(cluster.Gateway, path);
}

/// <summary>A stream of a run's events.</summary>
internal sealed class RunEvents(string text)
{
    /// <summary>Numbers of the entries of the run's log.</summary>
    public IReadOnlyList<int> Ids =>
        [.. Values("id: ").Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>In order; pieces of the answer and progress, too.</summary>
    public IReadOnlyList<string> Names => [.. Values("event: ")];

    private IEnumerable<string> Values(string field) =>
        text.Split('\n')
            .Where(line => line.StartsWith(field, StringComparison.Ordinal))
            .Select(line => line[field.Length..]);
}
