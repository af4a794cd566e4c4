using Orchestrator.Cli.Simulate.Production.Placing;
using Orchestrator.EnsembleWorker;
using Orchestrator.Placement;
using Orchestrator.Profiler;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>Replays under production's own rules and defaults, whatever the policy.</summary>
internal static class ProductionReplay
{
    private static readonly EnsembleWorkerOptions _worker = new();

    /// <summary>How soon production's parts hear of each other and when they give up.</summary>
    public static ReplayTiming Timing { get; } = TimingOf(_worker, new PlacementLimits());

    public static ReplaySetup Of(
        Fleet fleet,
        IWorkload workload,
        PolicyKind policy,
        IReplayObserver observer,
        ulong seed,
        PlanningOptions? placement = null
    )
    {
        // Only production is told what is planned; the other policies would not know what to do with it.
        var desk =
            placement is { Mode: not PlanningMode.Off } && policy.Name == ProductionPolicy.Name
                ? new PlacementDesk(fleet, placement)
                : null;
        return new()
        {
            Fleet = fleet,
            Workload = workload,
            Policy = desk is null ? policy : policy with { Create = world => new ProductionPolicy(world, desk) },
            Owner = host => new ProductionOwner(host, _worker, desk is null ? null : Residency(fleet, host, desk)),
            Observer = observer,
            Seed = seed,
            Timing = Timing,
        };
    }

    private static OwnerResidency Residency(Fleet fleet, FleetHost host, PlacementDesk desk) =>
        new(fleet.Hosts.IndexOf(host), host.Config.Models.Keys, _worker, desk);

    private static ReplayTiming TimingOf(EnsembleWorkerOptions worker, PlacementLimits placement) =>
        new()
        {
            ReportInterval = worker.Watch.MinInterval,
            LookInterval = worker.Inventory.Interval,
            LoadTrust = worker.Inventory.Interval + worker.Inventory.LookLimit,
            ColdLoadLimit = worker.Generation.ColdLoadLimit,
            QueueWaitLimit = worker.Admission.WaitLimit,
            AttemptsMax = placement.MaxAttempts,
            RoutingsMax = placement.MaxRoutings,
            RetryWithin = placement.RetryWithin,
            FirstTokenLimit = placement.FirstTokenTimeout,
        };
}
