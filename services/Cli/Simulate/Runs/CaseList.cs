using System.Collections.Immutable;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>The cases of a request: for each load the fleet, and after it the extended one with the same requests.</summary>
internal static class CaseList
{
    /// <summary>Nearer to the asked load than anybody reads.</summary>
    private const double Tolerance = 0.002;

    /// <summary>Rates that are tried for one load: two suffice unless bursts fall in and out of a limited beginning.</summary>
    private const int TriesMax = 6;

    public static ImmutableArray<SimulationCase> Of(SimulationRequest request, CancellationToken cancellationToken)
    {
        ImmutableArray<Fleet> fleets = request.Extended is null ? [request.Fleet] : [request.Fleet, request.Extended];
        return
        [
            .. Offered(request, cancellationToken)
                .SelectMany(offered => fleets.Select(fleet => Case(fleet, request, offered))),
        ];
    }

    private static SimulationCase Case(Fleet fleet, SimulationRequest request, OfferedWorkload offered)
    {
        var costs = new FleetCosts(fleet);
        return new SimulationCase
        {
            Fleet = fleet,
            IsExtended = fleet != request.Fleet,
            Offered = offered,
            Ideal = offered.IdealOn(fleet),
            UnloadableModels = [.. offered.Facts.Models.Keys.Where(model => costs.Of(model).IsEmpty)],
        };
    }

    private static IEnumerable<OfferedWorkload> Offered(
        SimulationRequest request,
        CancellationToken cancellationToken
    ) =>
        request.Loads.IsEmpty
            ? [At(request, request.RateScale, null, cancellationToken)]
            : request.Loads.Select(load => Near(request, load, cancellationToken));

    private static OfferedWorkload Near(SimulationRequest request, double load, CancellationToken cancellationToken)
    {
        var (best, off) = ((OfferedWorkload?)null, double.PositiveInfinity);
        var scale = request.RateScale;
        for (var tries = 0; tries < TriesMax && off > Tolerance; tries++)
        {
            var offered = At(request, scale, load, cancellationToken);
            var reached = offered.IdealOn(request.Fleet).Load(offered.TokensPerSecond);
            if (reached is 0 or double.PositiveInfinity)
            {
                throw new LoadOutOfReachException(
                    reached is 0
                        ? "all requests arrive at once, so that there is no rate to scale"
                        : "no host of the fleet can load any of the models"
                );
            }

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

    private static OfferedWorkload At(
        SimulationRequest request,
        double scale,
        double? load,
        CancellationToken cancellationToken
    )
    {
        var workload = new StoppableWorkload(request.Workload.At(scale), cancellationToken);
        return new OfferedWorkload(workload, scale, load, WorkloadFacts.Of(workload, request.Seeds[0]));
    }
}
