using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Functional.Tests.Scenarios;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>What operators ask a cluster's gateway about its fleet, and tell it.</summary>
internal sealed class FleetApi(RunningCluster cluster)
{
    private const string Replicas = "api/replicas";

    public Task<HttpResponseMessage> AddAsync(string name, Uri url) =>
        cluster.Http.PostAsJsonAsync(
            At(Replicas),
            new
            {
                name,
                url = url.OriginalString,
                gpu = "RTX 4080",
                vram_bytes = 16L << 30,
            }
        );

    public Task<HttpResponseMessage> RemoveAsync(string replica) =>
        cluster.Http.DeleteAsync(At($"{Replicas}/{replica}"));

    public async Task DrainAsync(string replica, bool drain)
    {
        using var response = await cluster.Http.PostAsJsonAsync(At($"{Replicas}/{replica}/drain"), new { drain });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>After the profiler was away: the gateway says 503 until it has reached it again.</summary>
    public Task UntilServingAsync() =>
        Wait.UntilAsync(
            async () =>
            {
                using var response = await cluster.Http.GetAsync(At(Replicas));
                return response.IsSuccessStatusCode;
            },
            "the gateway reaches the profiler"
        );

    /// <returns>Null when the fleet has no such replica.</returns>
    public async Task<JsonElement?> ReplicaAsync(string name)
    {
        var all = await cluster.Http.GetFromJsonAsync<JsonElement>(At(Replicas));
        return all.GetProperty("replicas")
            .EnumerateArray()
            .Where(replica => replica.Text("name") == name)
            .Select(replica => (JsonElement?)replica)
            .SingleOrDefault();
    }

    public Task UntilHealthAsync(string replica, string health, string? reason = null)
    {
        JsonElement? latest = null;
        return Wait.UntilAsync(
            async () =>
            {
                latest = await ReplicaAsync(replica);
                return latest is { } now && now.Text("health") == health && (reason is null || ReasonOf(now) == reason);
            },
            () => $"{replica} is {health} {reason}; it is {latest}",
            Wait.Limit
        );
    }

    public Task UntilGoneAsync(string replica) =>
        Wait.UntilAsync(async () => await ReplicaAsync(replica) is null, $"{replica} is not in the fleet any more");

    /// <returns>Null when no replica has it.</returns>
    public async Task<JsonElement?> ModelAsync(string name)
    {
        using var response = await cluster.Http.GetAsync(At($"api/models/{name}"));
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The names of the models in each list that the gateway gives: ours, Ollama's and OpenAI's.</summary>
    public async Task<IReadOnlyList<IReadOnlySet<string>>> ListedAsync() =>
        [
            await NamesAsync("api/models", "models", "name"),
            await NamesAsync("api/tags", "models", "name"),
            await NamesAsync("v1/models", "data", "id"),
        ];

    public Task<HttpResponseMessage> PatchAsync(string model, object change) =>
        cluster.Http.PatchAsJsonAsync(At($"api/models/{model}"), change);

    public Task<HttpResponseMessage> AskAsync(string model) =>
        cluster.Http.PostAsJsonAsync(At("v1/chat/completions"), ChatScenarios.Question(model, stream: false));

    public async Task AssertAnsweredAsync(string model)
    {
        using var response = await AskAsync(model);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Each part hears of a change by itself: the profiler that shows it is not the router that chooses.</summary>
    public Task UntilAnsweredByAsync(string model, string replica) =>
        Wait.UntilAsync(
            async () =>
            {
                using var response = await AskAsync(model);
                return response.IsSuccessStatusCode
                    && response.Headers.GetValues("X-Orchestrator-Replica").Single() == replica;
            },
            $"{replica} answers with {model}"
        );

    /// <returns>What the last, refused, request was told.</returns>
    public async Task<(HttpStatusCode Status, string Message)> UntilRefusedAsync(string model)
    {
        var (status, message) = (HttpStatusCode.OK, "");
        await Wait.UntilAsync(
            async () =>
            {
                using var response = await AskAsync(model);
                var body = await response.Content.ReadFromJsonAsync<JsonElement>();
                status = response.StatusCode;
                message = response.IsSuccessStatusCode ? "" : body.GetProperty("error").Text("message");
                return !response.IsSuccessStatusCode;
            },
            $"a request for {model} is refused"
        );
        return (status, message);
    }

    /// <summary>The model that is chosen for a question about code; nothing runs.</summary>
    public async Task<string> ChosenAsync()
    {
        using var response = await cluster.Http.PostAsJsonAsync(
            At("api/route"),
            ChatScenarios.Question("auto", stream: false)
        );
        response.EnsureSuccessStatusCode();
        var decision = await response.Content.ReadFromJsonAsync<JsonElement>();
        return decision.GetProperty("choices")[0].Text("model");
    }

    private Uri At(string path) => new(cluster.Gateway, path);

    private static string? ReasonOf(JsonElement replica) =>
        replica.GetProperty("health_reason") is { ValueKind: JsonValueKind.Object } reason ? reason.Text("code") : null;

    private async Task<IReadOnlySet<string>> NamesAsync(string path, string list, string field)
    {
        var answer = await cluster.Http.GetFromJsonAsync<JsonElement>(At(path));
        return answer
            .GetProperty(list)
            .EnumerateArray()
            .Select(model => model.Text(field))
            .ToHashSet(StringComparer.Ordinal);
    }
}

internal static class JsonTexts
{
    public static string Text(this JsonElement element, string field) => element.GetProperty(field).GetString() ?? "";
}
