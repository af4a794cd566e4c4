using System.Net.Http.Json;
using System.Text.Json;
using Orchestrator.Testing;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>A SimulatedOllama process and what it says of itself.</summary>
internal sealed class SimulatedReplica(string name, Uri address, Func<ServerProcess> launch, HttpClient http)
    : IAsyncDisposable
{
    public string Name => name;

    public Uri Address => address;

    public ServerProcess Process { get; } = launch();

    public static SimulatedReplica Start(string name, string preset, ClusterOptions options, HttpClient http)
    {
        var address = FreePort.TakeAddress();
        return new SimulatedReplica(name, address, () => Launch(name, address, preset, options), http);
    }

    /// <summary>The same replica again, after its process was killed.</summary>
    public SimulatedReplica StartAgain() => new(name, address, launch, http);

    public async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await http.GetAsync(new Uri(address, "api/version"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <param name="kind">For example "refuse" or "cut_mid_stream"; it stays until it is cleared.</param>
    public Task FaultAsync(string kind) => SetFaultAsync(new { kind });

    /// <summary>Generates this many times slower from the next request on, until that is cleared.</summary>
    public Task SlowDownAsync(double factor) => SetFaultAsync(new { kind = "slow", factor });

    /// <summary>Fails this many requests; <see cref="FaultsLeftAsync"/> says how many of them are still to come.</summary>
    public Task FaultAsync(string kind, int count) => SetFaultAsync(new { kind, count });

    public async Task<int> FaultsLeftAsync() =>
        (await StateAsync())
            .GetProperty("faults")
            .EnumerateArray()
            .Sum(fault => fault.GetProperty("remaining").GetInt32());

    public async Task ClearFaultsAsync()
    {
        using var response = await http.DeleteAsync(new Uri(address, "_sim/faults"));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// Sum over its models of one of the replica's own counters: arrived, started, finished, cancelled, failed, refused,
    /// running or queued.
    /// </summary>
    public async Task<long> CountAsync(string counter) =>
        (await StateAsync()).GetProperty("models").EnumerateArray().Sum(model => model.GetProperty(counter).GetInt64());

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private Task<JsonElement> StateAsync() => http.GetFromJsonAsync<JsonElement>(new Uri(address, "_sim/state"));

    private async Task SetFaultAsync(object fault)
    {
        using var response = await http.PostAsJsonAsync(new Uri(address, "_sim/faults"), fault);
        response.EnsureSuccessStatusCode();
    }

    private static ServerProcess Launch(string name, Uri address, string preset, ClusterOptions options)
    {
        string[] arguments =
        [
            "--urls",
            address.ToString().TrimEnd('/'),
            "--preset",
            preset,
            "--name",
            name,
            "--faults",
            "--stop-with-parent",
            .. options.SwitchesOf(name),
        ];
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Simulated__SpeedFactor"] = FormattableString.Invariant($"{options.SpeedFactor}"),
        };
        return ServerProcess.Start(name, "SimulatedOllama", arguments, settings);
    }
}
