namespace Orchestrator.Profiler.Registry;

/// <summary>What the last messages of one worker said, for the registry only.</summary>
/// <param name="dialled">The address at which it is watched.</param>
internal sealed class OwnerBook(string dialled)
{
    /// <summary>The same worker can be found by several addresses; only what comes by this one counts.</summary>
    public string Dialled { get; set; } = dialled;

    public string Worker { get; set; } = "";

    public bool IsReachable { get; set; } = true;

    public DateTimeOffset LastHeardAt { get; set; }

    public Dictionary<string, ReplicaReport> Replicas { get; } = new(StringComparer.Ordinal);
}
