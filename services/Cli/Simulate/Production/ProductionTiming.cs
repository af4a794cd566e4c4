using Orchestrator.EnsembleWorker;
using Orchestrator.Placement;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Production;

/// <summary>How soon production's parts hear of each other and when they give up, from its own defaults.</summary>
internal static class ProductionTiming
{
    public static ReplayTiming Of(EnsembleWorkerOptions worker, PlacementLimits placement) =>
        new()
        {
            ReportInterval = worker.Watch.MinInterval,
            LookInterval = worker.Inventory.Interval,
            LoadTrust = worker.Inventory.Interval + worker.Inventory.LookLimit,
            ColdLoadLimit = worker.Generation.ColdLoadLimit,
            AttemptsMax = placement.MaxAttempts,
            RoutingsMax = placement.MaxRoutings,
            RetryWithin = placement.RetryWithin,
            FirstTokenLimit = placement.FirstTokenTimeout,
        };
}
