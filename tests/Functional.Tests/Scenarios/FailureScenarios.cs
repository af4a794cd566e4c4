using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Replicas that die or fail, as a client sees it.</summary>
public abstract class FailureScenarios(ClusterFixture fixture) : DamageScenarios(fixture)
{
    [Fact]
    public async Task A_replica_that_dies_costs_no_request_while_another_has_the_model()
    {
        var (dying, other) = await FindAnsweringAsync();
        await dying.Process.KillAsync();

        for (var i = 0; i < 10; i++)
        {
            await AssertAnsweredByAsync(other);
        }
    }

    [Fact]
    public async Task With_every_replica_dead_each_dialect_says_so_and_the_service_goes_on()
    {
        foreach (var replica in Cluster.Replicas)
        {
            await replica.Process.KillAsync();
        }

        using var openAi = await AskAsync("v1/chat/completions");
        using var ollama = await AskAsync("api/chat");

        Assert.Contains(openAi.StatusCode, new[] { HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable });
        Assert.Contains(ollama.StatusCode, new[] { HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable });
        Assert.NotEmpty((await JsonAsync(openAi)).GetProperty("error").GetProperty("message").GetString()!);
        Assert.NotEmpty((await JsonAsync(ollama)).GetProperty("error").GetString()!);
        using var alive = await Cluster.Http.GetAsync(new Uri(Cluster.Gateway, "v1/models"));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Theory]
    [InlineData("cut_mid_stream")]
    [InlineData("end_mid_stream")]
    [InlineData("error_in_band")]
    [InlineData("garbage")]
    public async Task A_stream_that_breaks_after_its_first_token_ends_with_an_error_and_not_with_done(string fault)
    {
        // Two failures and then a success: the breaker, which needs three in a row, stays closed.
        var model = DamagedClusters.OwnModels[0];
        await Cluster.Replicas[0].FaultAsync(fault);

        using var openAi = await AskAsync("v1/chat/completions", model, stream: true);
        using var ollama = await AskAsync("api/chat", model, stream: true);
        var events = await openAi.Content.ReadAsStringAsync();
        var lines = (await ollama.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("\"error\"", events, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", events, StringComparison.Ordinal);
        Assert.NotEmpty(JsonSerializer.Deserialize<JsonElement>(lines[^1]).GetProperty("error").GetString()!);
        Assert.DoesNotContain(lines, line => line.Contains("\"done\":true", StringComparison.Ordinal));

        await Cluster.Replicas[0].ClearFaultsAsync();
        using var after = await AskAsync("v1/chat/completions", model);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("error500")]
    public async Task A_replica_that_fails_before_its_first_token_is_passed_over(string fault)
    {
        const int Plenty = 1000;
        const int MaxRequests = 50;
        var (failing, other) = await FindAnsweringAsync();
        await failing.FaultAsync(fault, Plenty);

        // Between two that are equally ready the router draws: it may be a few requests until the failing one is asked.
        for (var i = 0; i < 4 || await failing.FaultsLeftAsync() == Plenty; i++)
        {
            Assert.True(i < MaxRequests, $"{failing.Name} was never asked.");
            await AssertAnsweredByAsync(other);
        }
    }

    /// <summary>The replica that has the shared model in memory, so that the router may choose it, and the other that has it.</summary>
    private async Task<(SimulatedReplica Answering, SimulatedReplica Other)> FindAnsweringAsync()
    {
        using var response = await AskAsync("v1/chat/completions");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var name = response.Headers.GetValues("X-Orchestrator-Replica").Single();
        var (one, two) = (Cluster.Replicas[0], Cluster.Replicas[1]);
        Assert.Contains(name, new[] { one.Name, two.Name });
        return one.Name == name ? (one, two) : (two, one);
    }

    private async Task AssertAnsweredByAsync(SimulatedReplica replica)
    {
        using var response = await AskAsync("v1/chat/completions");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(replica.Name, response.Headers.GetValues("X-Orchestrator-Replica").Single());
    }

    private Task<HttpResponseMessage> AskAsync(
        string path,
        string model = DamagedClusters.SharedModel,
        bool stream = false
    ) => Cluster.Http.PostAsJsonAsync(new Uri(Cluster.Gateway, path), ChatScenarios.Question(model, stream));

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();
}

[Collection(DamagedClusters.Standalone)]
public sealed class StandaloneFailureTests(DamagedStandaloneFixture fixture) : FailureScenarios(fixture);

[Collection(DamagedClusters.FiveProcesses)]
public sealed class FiveProcessesFailureTests(DamagedFiveProcessesFixture fixture) : FailureScenarios(fixture);
