namespace Orchestrator.Simulation.Replay;

/// <summary>A way to choose hosts, by name.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Create">A new policy for one replay.</param>
public sealed record PolicyKind(string Name, string Description, Func<PolicyWorld, IReplayPolicy> Create)
{
    /// <summary>Who orders the queues of the hosts under this policy.</summary>
    public QueueOrder Queue { get; init; }

    /// <summary>
    /// Finds out which policy it is in a replay, before that replay begins: for one that is the best of several. Null: it
    /// is itself.
    /// </summary>
    public Func<ReplaySetup, PolicyKind>? Settle { get; init; }
}
