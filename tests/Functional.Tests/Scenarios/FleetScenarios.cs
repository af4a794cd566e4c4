using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>A fleet that changes while the system runs: replicas and models come, change and go, and nothing is restarted.</summary>
public abstract class FleetScenarios(ClusterFixture fixture)
{
    private const string Pulled = "exaone3.5:2.4b";

    private FleetApi Fleet => new(fixture.Cluster);

    [Fact]
    public async Task An_added_replica_serves_until_it_is_drained_and_again_until_it_is_removed()
    {
        await using var added = await AddedReplica.StartAsync(fixture.Cluster);

        await UntilListedAsync(AddedReplica.Model, isListed: true);
        await Fleet.UntilAnsweredByAsync(AddedReplica.Model, AddedReplica.Name);
        Assert.Equal("api", (await Fleet.ReplicaAsync(AddedReplica.Name))!.Value.Text("source"));

        await Fleet.DrainAsync(AddedReplica.Name, drain: true);
        await Fleet.UntilHealthAsync(AddedReplica.Name, "draining", "drain_requested");
        var (status, message) = await Fleet.UntilRefusedAsync(AddedReplica.Model);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(AddedReplica.Model, message, StringComparison.Ordinal);

        await Fleet.DrainAsync(AddedReplica.Name, drain: false);
        await Fleet.UntilHealthAsync(AddedReplica.Name, "healthy");
        await Fleet.UntilAnsweredByAsync(AddedReplica.Model, AddedReplica.Name);

        using var removed = await Fleet.RemoveAsync(AddedReplica.Name);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        await Fleet.UntilGoneAsync(AddedReplica.Name);
        await UntilListedAsync(AddedReplica.Model, isListed: false);
        Assert.Equal(HttpStatusCode.NotFound, (await Fleet.UntilRefusedAsync(AddedReplica.Model)).Status);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_replica_of_the_configuration_are_left_as_they_are()
    {
        var configured = fixture.Cluster.Replicas[0];

        using var again = await Fleet.AddAsync(configured.Name, FreePort.TakeAddress());
        using var removed = await Fleet.RemoveAsync(configured.Name);

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, removed.StatusCode);
        var replica = (await Fleet.ReplicaAsync(configured.Name))!.Value;
        Assert.NotEqual("api", replica.Text("source"));
        Assert.Equal(configured.Address, new Uri(replica.Text("url")));
    }

    [Fact]
    public async Task A_model_that_is_pulled_replaced_and_deleted_at_a_replica_is_known_without_a_restart()
    {
        await using var added = await AddedReplica.StartAsync(fixture.Cluster);
        Assert.Null(await Fleet.ModelAsync(Pulled));

        await added.PullAsync(Pulled);
        var first = await added.DigestOfAsync(Pulled);
        await UntilProfiledAsync(first);
        await Fleet.UntilAnsweredByAsync(Pulled, AddedReplica.Name);

        await added.ReplaceAsync(Pulled);
        var second = await added.DigestOfAsync(Pulled);
        Assert.NotEqual(first, second);
        await UntilProfiledAsync(second);
        await Fleet.UntilAnsweredByAsync(Pulled, AddedReplica.Name);

        await added.DeleteAsync(Pulled);
        await UntilListedAsync(Pulled, isListed: false);
        await Wait.UntilAsync(async () => await Fleet.ModelAsync(Pulled) is null, $"nobody has {Pulled} any more");
        Assert.Equal(HttpStatusCode.NotFound, (await Fleet.UntilRefusedAsync(Pulled)).Status);
    }

    [Fact]
    public async Task An_address_where_no_replica_is_shows_why_and_costs_the_others_nothing()
    {
        await using var page = await FakeHttpServer.StartAsync(200, "<html><body>Hello</body></html>", "text/html");
        try
        {
            await AddAsync("web-page", page.Address);
            await AddAsync("closed-port", FreePort.TakeAddress());
            await Fleet.UntilHealthAsync("web-page", "unreachable", "not_ollama");
            await Fleet.UntilHealthAsync("closed-port", "unreachable", "connect_failed");

            foreach (var replica in fixture.Cluster.Replicas)
            {
                Assert.Equal("healthy", (await Fleet.ReplicaAsync(replica.Name))!.Value.Text("health"));
            }

            await Fleet.AssertAnsweredAsync("auto");
            await Fleet.AssertAnsweredAsync("qwen3:8b");
        }
        finally
        {
            using var first = await Fleet.RemoveAsync("web-page");
            using var second = await Fleet.RemoveAsync("closed-port");
        }

        await Fleet.UntilGoneAsync("web-page");
        await Fleet.UntilGoneAsync("closed-port");
    }

    [Theory]
    [InlineData("http://169.254.169.254/", "metadata")]
    [InlineData("http://somebody:pa55word@127.0.0.1:11434/", "password")]
    [InlineData("file:///etc/passwd", "http")]
    [InlineData("127.0.0.1", "address")]
    public async Task A_replica_at_a_forbidden_address_is_refused(string url, string why)
    {
        using var response = await fixture.Cluster.Http.PostAsJsonAsync(
            new Uri(fixture.Cluster.Gateway, "api/replicas"),
            new { name = "forbidden", url }
        );

        Assert.Contains(why, await WrongFieldAsync(response, "url"), StringComparison.Ordinal);
        Assert.DoesNotContain("pa55word", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await Fleet.ReplicaAsync("forbidden"));
    }

    [Fact]
    public async Task A_model_that_is_switched_off_is_neither_chosen_nor_answers_by_its_name_until_it_is_on_again()
    {
        var favourite = await Fleet.ChosenAsync();
        try
        {
            await PatchAsync(favourite, new { enabled = false });
            await Wait.UntilAsync(
                async () => await Fleet.ChosenAsync() != favourite,
                $"{favourite} is not chosen any more"
            );
            var (status, message) = await Fleet.UntilRefusedAsync(favourite);

            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(favourite, message, StringComparison.Ordinal);
            Assert.Contains("switched off", message, StringComparison.Ordinal);
            AssertNewestEdit(await Fleet.ModelAsync(favourite), "enabled", "true", "false");
        }
        finally
        {
            await PatchAsync(favourite, new { enabled = true });
        }

        await Wait.UntilAsync(async () => await Fleet.ChosenAsync() == favourite, $"{favourite} is chosen again");
        await Fleet.AssertAnsweredAsync(favourite);
        AssertNewestEdit(await Fleet.ModelAsync(favourite), "enabled", "false", "true");
    }

    [Fact]
    public async Task A_wrong_setting_is_refused_whole_and_named()
    {
        var before = (await Fleet.ModelAsync("qwen3:8b"))!.Value;

        using var response = await Fleet.PatchAsync("qwen3:8b", new { priority = 11, enabled = false });

        Assert.NotEmpty(await WrongFieldAsync(response, "priority"));
        var after = (await Fleet.ModelAsync("qwen3:8b"))!.Value;
        Assert.Equal(SettingsOf(before).ToString(), SettingsOf(after).ToString());
        Assert.Equal(before.GetProperty("edits").GetArrayLength(), after.GetProperty("edits").GetArrayLength());
    }

    private async Task AddAsync(string name, Uri url)
    {
        using var response = await Fleet.AddAsync(name, url);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private async Task PatchAsync(string model, object change)
    {
        using var response = await Fleet.PatchAsync(model, change);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task UntilListedAsync(string model, bool isListed) =>
        Wait.UntilAsync(
            async () => (await Fleet.ListedAsync()).All(list => list.Contains(model) == isListed),
            $"{model} is {(isListed ? "in every list" : "in no list")} of models"
        );

    /// <summary>One profile, of these weights, with all that can be known of a model that has not answered anything yet.</summary>
    private Task UntilProfiledAsync(string digest)
    {
        JsonElement? latest = null;
        return Wait.UntilAsync(
            async () =>
            {
                latest = await Fleet.ModelAsync(Pulled);
                return latest is { } model && IsProfiled(model, digest);
            },
            () => $"{Pulled} has a profile with skills and speeds for {digest}; it has {latest}",
            Wait.Limit
        );
    }

    private static bool IsProfiled(JsonElement model, string digest)
    {
        var profiles = model.GetProperty("profiles");
        var speeds = model.GetProperty("speeds").EnumerateArray().Where(speed => speed.Text("digest") == digest);
        return profiles.GetArrayLength() == 1
            && profiles[0].Text("digest") == digest
            && profiles[0].GetProperty("skills").GetArrayLength() > 0
            && speeds.Any(speed =>
                speed.Text("replica") == AddedReplica.Name
                && IsPrior(speed.GetProperty("decode_tokens_per_second"))
                && IsPrior(speed.GetProperty("prefill_tokens_per_second"))
                && IsPrior(speed.GetProperty("load_seconds"))
            );
    }

    // Nobody has asked these weights anything yet.
    private static bool IsPrior(JsonElement estimate) =>
        estimate.ValueKind == JsonValueKind.Object
        && estimate.GetProperty("value").GetDouble() > 0
        && estimate.GetProperty("weight").GetDouble() == 0;

    private static void AssertNewestEdit(JsonElement? model, string field, string before, string after)
    {
        var newest = model!.Value.GetProperty("edits")[0];
        Assert.Equal((field, before, after), (newest.Text("field"), newest.Text("before"), newest.Text("after")));
        Assert.NotEmpty(newest.Text("actor"));
    }

    private static JsonElement SettingsOf(JsonElement model) =>
        model.GetProperty("profiles")[0].GetProperty("settings");

    /// <returns>What the refusal says of this field.</returns>
    private static async Task<string> WrongFieldAsync(HttpResponseMessage response, string field)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return problem.GetProperty("errors").GetProperty(field)[0].GetString()!;
    }
}

[Collection(SoundClusters.Standalone)]
public sealed class StandaloneFleetTests(StandaloneFixture fixture) : FleetScenarios(fixture);

[Collection(SoundClusters.FiveProcesses)]
public sealed class FiveProcessesFleetTests(FiveProcessesFixture fixture) : FleetScenarios(fixture);
