using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Fleets;

/// <summary>The models of a host, with the speeds that they reach on it.</summary>
internal static class HostModels
{
    public static ImmutableSortedDictionary<string, SimulatedModel> On(
        ImmutableArray<GpuConfig> gpus,
        IEnumerable<SimulatedModel> models
    ) =>
        models.ToImmutableSortedDictionary(
            model => model.Name,
            model => SpeedTable.On(model, gpus),
            StringComparer.Ordinal
        );
}
