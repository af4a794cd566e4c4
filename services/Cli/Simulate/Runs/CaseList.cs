using System.Collections.Immutable;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>The cases of a request: for each load the fleet, and after it the extended one with the same requests.</summary>
internal static class CaseList
{
    public static ImmutableArray<SimulationCase> Of(SimulationRequest request, CancellationToken cancellationToken)
    {
        ImmutableArray<Fleet> fleets = request.Extended is null ? [request.Fleet] : [request.Fleet, request.Extended];
        return
        [
            .. new OfferedLoads(request, cancellationToken)
                .All()
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
}
