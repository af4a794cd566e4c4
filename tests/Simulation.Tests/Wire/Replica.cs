using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.SimulatedOllama;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>A simulated replica on a free port, very fast unless told otherwise, and a client for it.</summary>
internal sealed class Replica : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly SimulatedReplica _replica;

    private Replica(SimulatedReplica replica)
    {
        _replica = replica;
        Http = new HttpClient { BaseAddress = replica.Address, Timeout = Deadline };
    }

    public HttpClient Http { get; }

    public static Task<Replica> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(TimeProvider.System, settings);

    public static async Task<Replica> StartAsync(TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Simulated:Preset"] = "coder",
            ["Simulated:SpeedFactor"] = "1000",
            ["Simulated:AllowFaults"] = "true",
        };
        foreach (var (key, value) in settings)
        {
            all[$"Simulated:{key}"] = value;
        }

        return new Replica(await SimulatedReplica.StartAsync(all, clock, CancellationToken.None));
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Sends and returns as soon as the headers are there.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, string json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<(int Status, string Body)> AskAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> JsonAsync(string path, string json)
    {
        var (status, body) = await AskAsync(path, json);
        Assert.True(status == 200, $"{status} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    public async Task<JsonElement[]> LinesAsync(string path, string json)
    {
        var (status, body) = await AskAsync(path, json);
        Assert.True(status == 200, $"{status} {body}");
        Assert.EndsWith("\n", body, StringComparison.Ordinal);
        return [.. body.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async Task<JsonElement> StateAsync(string model) => ModelOf(await ReadStateAsync(""), model);

    /// <summary>Waits until the model's state is as wanted; the replica reports each change, nothing sleeps.</summary>
    public async Task<JsonElement> WaitForAsync(string model, string what, Func<JsonElement, bool> isSo)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var state = await ReadStateAsync("");
        while (!isSo(ModelOf(state, model)))
        {
            Assert.False(deadline.IsCancellationRequested, $"Never seen on {model}: {what}. Last: {state}");
            state = await ReadStateAsync($"?after={state.GetProperty("version").GetInt64()}");
        }

        return ModelOf(state, model);
    }

    /// <summary>Times and durations replaced by T and N, after a check that they look as they should.</summary>
    public static string Normalised(string body)
    {
        var dates = Regex.Replace(
            body,
            "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)\"",
            "\"T\"",
            RegexOptions.ExplicitCapture,
            Deadline
        );
        return Regex.Replace(dates, "(?<name>_duration\":)\\d+", "${name}N", RegexOptions.ExplicitCapture, Deadline);
    }

    /// <summary>Ids and seconds of the dialects replaced by N and 0, after a check that they look as they should.</summary>
    public static string WithoutTimes(string body)
    {
        var ids = Regex.Replace(
            body,
            "\"(?<kind>chatcmpl-|cmpl-|msg_|req_)[0-9a-f]{1,24}\"",
            "\"${kind}N\"",
            RegexOptions.ExplicitCapture,
            Deadline
        );
        return Regex.Replace(ids, "\"created\":1[0-9]{9}", "\"created\":0", RegexOptions.ExplicitCapture, Deadline);
    }

    public async Task StopAsync()
    {
        _replica.Stop();
        await _replica.WaitForStopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _replica.DisposeAsync();
    }

    private async Task<JsonElement> ReadStateAsync(string query) =>
        JsonDocument.Parse(await Http.GetStringAsync($"/_sim/state{query}")).RootElement;

    private static JsonElement ModelOf(JsonElement state, string model) =>
        state.GetProperty("models").EnumerateArray().Single(item => item.GetProperty("name").GetString() == model);
}
