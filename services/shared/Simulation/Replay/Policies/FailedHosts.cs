namespace Orchestrator.Simulation.Replay.Policies;

/// <summary>
/// What becomes of hosts that have failed for a request: they are tried again, after all others, as the production
/// router does it. A policy that left them out would give up sooner than its rivals.
/// </summary>
internal static class FailedHosts
{
    /// <returns>The same order otherwise.</returns>
    public static IReadOnlyList<int> Last(IEnumerable<int> hosts, IReadOnlyList<int> failed) =>
        [.. hosts.OrderBy(failed.Contains)];
}
