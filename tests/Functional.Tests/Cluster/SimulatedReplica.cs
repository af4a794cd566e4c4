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

    /// <param name="speedFactor">1 is the speed of a real host; tests that do not watch the stream want it fast.</param>
    public static SimulatedReplica Start(string name, string preset, double speedFactor, HttpClient http)
    {
        var address = FreePort.TakeAddress();
        return new SimulatedReplica(name, address, () => Launch(name, address, preset, speedFactor), http);
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
    public async Task FaultAsync(string kind)
    {
        using var response = await http.PostAsJsonAsync(new Uri(address, "_sim/faults"), new { kind });
        response.EnsureSuccessStatusCode();
    }

    public async Task ClearFaultsAsync()
    {
        using var response = await http.DeleteAsync(new Uri(address, "_sim/faults"));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// Sum over its models of one of the replica's own counters: arrived, started, finished, cancelled, failed, refused,
    /// running or queued.
    /// </summary>
    public async Task<long> CountAsync(string counter)
    {
        var state = await http.GetFromJsonAsync<JsonElement>(new Uri(address, "_sim/state"));
        return state.GetProperty("models").EnumerateArray().Sum(model => model.GetProperty(counter).GetInt64());
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static ServerProcess Launch(string name, Uri address, string preset, double speedFactor)
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
        ];
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Simulated__SpeedFactor"] = FormattableString.Invariant($"{speedFactor}"),
        };
        return ServerProcess.Start(name, "SimulatedOllama", arguments, settings);
    }
}
