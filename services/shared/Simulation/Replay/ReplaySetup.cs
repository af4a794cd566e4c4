using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>One replay: the same setup gives the same history.</summary>
public sealed record ReplaySetup
{
    public required Fleet Fleet { get; init; }

    public required IWorkload Workload { get; init; }

    public required PolicyKind Policy { get; init; }

    /// <summary>The worker's rules for one host.</summary>
    public required Func<FleetHost, IReplayOwner> Owner { get; init; }

    /// <summary>The same without its order of the queue, see <see cref="QueueOrder.Arrival"/>.</summary>
    internal Func<FleetHost, IReplayOwner> FirstCome =>
        host => new FirstComeOwner(Owner(host), host, Timing.QueueWaitLimit);

    public required IReplayObserver Observer { get; init; }

    public ulong Seed { get; init; } = 1;

    public required ReplayTiming Timing { get; init; }
}

/// <summary>
/// Replays a workload on a fleet in virtual time: a discrete-event simulation in which hosts obey
/// <see cref="Scheduling.HostMachine"/>. Memory does not grow with the length of the workload. A prompt that is longer than
/// the context of its model is evaluated as a whole, where Ollama would cut it: its work counts under every policy alike.
/// </summary>
public static class FleetReplay
{
    public static void Run(ReplaySetup setup, CancellationToken cancellationToken) =>
        new ReplayLoop(setup).Run(cancellationToken);
}
