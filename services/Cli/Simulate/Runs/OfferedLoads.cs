using System.Collections.Immutable;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>Brings the rate of a workload to the loads that were asked for.</summary>
internal sealed class OfferedLoads(SimulationRequest request, CancellationToken cancellationToken)
{
    /// <summary>Nearer to the asked load than anybody reads.</summary>
    private const double Tolerance = 0.002;

    /// <summary>Rates that are tried for one load: two suffice unless bursts fall in and out of a limited beginning.</summary>
    private const int TriesMax = 6;

    public ImmutableArray<OfferedWorkload> All()
    {
        if (request.Loads.IsEmpty)
        {
            return [At(request.RateScale)];
        }

        double? capacity = request.Loads.Any(load => load.Unit == LoadUnit.Capacity)
            ? new CapacitySearch(request, this).Run(cancellationToken)
            : null;
        return [.. request.Loads.Select(load => Asked(load, capacity))];
    }

    /// <param name="load">Share of the ideal.</param>
    public OfferedWorkload Near(double load)
    {
        var (best, off) = ((OfferedWorkload?)null, double.PositiveInfinity);
        var scale = request.RateScale;
        for (var tries = 0; tries < TriesMax && off > Tolerance; tries++)
        {
            var offered = At(scale);
            var reached = Reached(offered);
            if (best is null || Math.Abs((reached / load) - 1) < off)
            {
                (best, off) = (offered, Math.Abs((reached / load) - 1));
            }

            var next = scale * load / reached;
            scale = double.IsFinite(next)
                ? Math.Clamp(next, WorkloadLimits.RateScaleMin, WorkloadLimits.RateScaleMax)
                : scale;
        }

        return best!;
    }

    private OfferedWorkload Asked(AskedLoad load, double? capacity) =>
        load.Unit == LoadUnit.Capacity
            ? Near(load.Value * capacity!.Value) with
            {
                AskedLoad = load,
                Capacity = capacity,
            }
            : Near(load.Value) with
            {
                AskedLoad = load,
            };

    private double Reached(OfferedWorkload offered)
    {
        var reached = offered.IdealOn(request.Fleet).Load(offered.TokensPerSecond);
        return reached is not (0 or double.PositiveInfinity)
            ? reached
            : throw new LoadOutOfReachException(
                reached is 0
                    ? "all requests arrive at once, so that there is no rate to scale"
                    : "no host of the fleet can load any of the models"
            );
    }

    private OfferedWorkload At(double scale)
    {
        var workload = new StoppableWorkload(request.Workload.At(scale), cancellationToken);
        return new OfferedWorkload(workload, scale, null, WorkloadFacts.Of(workload, request.Seeds[0]));
    }
}
