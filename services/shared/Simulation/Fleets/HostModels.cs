using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Fleets;

/// <summary>The models of a host, with the speeds that they reach on it.</summary>
internal static class HostModels
{
    private const int LoadedPerGpu = 3;

    public static ImmutableSortedDictionary<string, SimulatedModel> On(
        ImmutableArray<GpuConfig> gpus,
        IEnumerable<SimulatedModel> models
    ) =>
        models.ToImmutableSortedDictionary(
            model => model.Name,
            model => SpeedTable.On(model, gpus),
            StringComparer.Ordinal
        );

    /// <summary>Ollama's default: three for each GPU, three on a CPU.</summary>
    public static int LoadedMax(ImmutableArray<GpuConfig> gpus) => LoadedPerGpu * Math.Max(1, gpus.Length);
}
