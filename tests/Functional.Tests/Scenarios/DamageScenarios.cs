using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>
/// Cases that break something in a cluster that they share. The cluster is mended before each case and not after it: what a
/// case that failed half-way has left behind must not fail the next one.
/// </summary>
public abstract class DamageScenarios(ClusterFixture fixture) : IAsyncLifetime
{
    private IReadOnlyList<string> _errorsBefore = [];

    internal RunningCluster Cluster => fixture.Cluster;

    public async Task InitializeAsync()
    {
        await Cluster.StartEndedAgainAsync();
        await Task.WhenAll(Cluster.Replicas.Select(replica => replica.ClearFaultsAsync()));
        await Wait.UntilAsync(
            async () => await CountAsync("running") + await CountAsync("queued") == 0,
            "no replica is at work any more"
        );
        // The last case may have left breakers half-way or open, and workers and routers may not know yet who is back. An answer
        // of each replica says that they do, and closes its breaker.
        await Task.WhenAll(
            DamagedClusters.OwnModels.Select(model =>
                Wait.UntilAsync(() => AnswersAsync(model), $"the replica with {model} answers")
            )
        );
        // Failed calls are remembered: who is degraded is chosen last, and the next case would not meet it.
        await Wait.UntilAsync(AreHealthyAsync, "every replica counts as healthy again");
        _errorsBefore = Cluster.Errors;
    }

    public Task DisposeAsync()
    {
        Assert.Empty(Cluster.Errors.Except(_errorsBefore, StringComparer.Ordinal));
        return Task.CompletedTask;
    }

    /// <summary>Sum over all replicas of one of their own counters.</summary>
    internal async Task<long> CountAsync(string counter) =>
        (await Task.WhenAll(Cluster.Replicas.Select(replica => replica.CountAsync(counter)))).Sum();

    internal Task SlowDownAsync(double factor) =>
        Task.WhenAll(Cluster.Replicas.Select(replica => replica.SlowDownAsync(factor)));

    private async Task<bool> AreHealthyAsync()
    {
        using var response = await Cluster.Http.GetAsync(new Uri(Cluster.Gateway, "api/replicas"));
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        var fleet = await response.Content.ReadFromJsonAsync<JsonElement>();
        return fleet
            .GetProperty("replicas")
            .EnumerateArray()
            .All(replica => replica.GetProperty("health").GetString() == "healthy");
    }

    private async Task<bool> AnswersAsync(string model)
    {
        var question = new
        {
            model,
            max_tokens = 1,
            messages = new[] { new { role = "user", content = "Hi" } },
        };
        using var response = await Cluster.Http.PostAsJsonAsync(
            new Uri(Cluster.Gateway, "v1/chat/completions"),
            question
        );
        return response.IsSuccessStatusCode;
    }
}
