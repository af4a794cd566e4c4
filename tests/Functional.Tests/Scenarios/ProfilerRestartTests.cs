using System.Net;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>A profiler that dies without a word. In one process there is none that could die alone.</summary>
[Collection(DamagedClusters.FiveProcesses)]
public sealed class ProfilerRestartTests(DamagedFiveProcessesFixture fixture) : DamageScenarios(fixture)
{
    private const string Profiler = "profiler";
    private const uint Priority = 8;

    private FleetApi Fleet => new(Cluster);

    [Fact]
    public async Task A_killed_profiler_stops_no_answer_and_has_lost_nothing_when_it_is_there_again()
    {
        await using var added = await AddedReplica.StartAsync(Cluster);
        await Fleet.UntilAnsweredByAsync(AddedReplica.Model, AddedReplica.Name);
        await UntilMeasuredAsync(0);
        var usual = SettingsOf(await ModelAsync()).GetProperty("priority").GetUInt32();
        await SetPriorityAsync(Priority);
        var before = await ModelAsync();

        await Cluster.Process(Profiler).KillAsync();
        await Fleet.UntilAnsweredByAsync(AddedReplica.Model, AddedReplica.Name);
        await Cluster.StartAgainAsync(Profiler);
        await Fleet.UntilServingAsync();

        await Fleet.UntilHealthAsync(AddedReplica.Name, "healthy");
        Assert.Equal("api", (await Fleet.ReplicaAsync(AddedReplica.Name))!.Value.Text("source"));
        await UntilMeasuredAsync(WeightIn(before));
        var after = await ModelAsync();
        Assert.Equal(Priority, SettingsOf(after).GetProperty("priority").GetUInt32());
        Assert.Equal(SettingsOf(before).ToString(), SettingsOf(after).ToString());
        Assert.Equal(before.GetProperty("edits").ToString(), after.GetProperty("edits").ToString());
        await SetPriorityAsync(usual);
    }

    private async Task<JsonElement> ModelAsync() =>
        await Fleet.ModelAsync(AddedReplica.Model)
        ?? throw new InvalidOperationException($"Nobody has {AddedReplica.Model}.");

    private async Task SetPriorityAsync(uint priority)
    {
        using var response = await Fleet.PatchAsync(AddedReplica.Model, new { priority });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>More is known than a prior, and no less than before.</summary>
    private Task UntilMeasuredAsync(double weight)
    {
        JsonElement? latest = null;
        return Wait.UntilAsync(
            async () =>
            {
                latest = await Fleet.ModelAsync(AddedReplica.Model);
                return latest is { } model && WeightIn(model) is > 0 and var now && now >= weight;
            },
            () => $"the speed of {AddedReplica.Model} stands on observations of weight {weight}; it is {latest}",
            Wait.Limit
        );
    }

    private static double WeightIn(JsonElement model) =>
        model
            .GetProperty("speeds")
            .EnumerateArray()
            .Where(speed => speed.Text("replica") == AddedReplica.Name)
            .Select(speed => speed.GetProperty("decode_tokens_per_second"))
            .Where(decode => decode.ValueKind == JsonValueKind.Object)
            .Sum(decode => decode.GetProperty("weight").GetDouble());

    private static JsonElement SettingsOf(JsonElement model) =>
        model.GetProperty("profiles")[0].GetProperty("settings");
}
