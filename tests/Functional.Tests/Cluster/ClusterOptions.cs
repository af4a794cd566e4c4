namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>The ways to run the system that every scenario has to hold in.</summary>
public enum Shape
{
    /// <summary>All modules in one process.</summary>
    Standalone,

    /// <summary>Gateway, router, profiler, worker and learning as processes of their own.</summary>
    FiveProcesses,
}

/// <param name="Replicas">Presets of the simulated replicas, one each.</param>
/// <param name="SpeedFactor">How much faster than a real host the replicas are; tests that do not watch the stream want it fast.</param>
/// <param name="Settings">Further settings for every process, as environment variables.</param>
/// <param name="Servers">False keeps several processes on files and on a bus inside each of them, also where servers are.</param>
/// <param name="SettingsOf">Settings of one part, by its name.</param>
/// <param name="Models">Of replicas that have others than their preset, by the replica's name.</param>
internal sealed record ClusterOptions(
    IReadOnlyList<string> Replicas,
    double SpeedFactor = 20,
    IReadOnlyDictionary<string, string>? Settings = null,
    bool Servers = true,
    Func<string, IReadOnlyDictionary<string, string>>? SettingsOf = null,
    IReadOnlyDictionary<string, string>? Models = null
)
{
    /// <summary>The switches of a replica that has other models than its preset.</summary>
    public IEnumerable<string> SwitchesOf(string replica) =>
        Models?.TryGetValue(replica, out var models) == true ? ["--models", models] : [];
}
