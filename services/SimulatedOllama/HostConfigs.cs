using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama;

/// <summary>Turns checked options into the host that is simulated.</summary>
internal static class HostConfigs
{
    public static HostConfig From(SimulatedOptions options)
    {
        var preset = ReplicaPreset.Find(options.Preset) ?? ReplicaPreset.All[0];
        var names = options.Models.Length == 0 ? preset.Models.AsEnumerable() : options.Models;
        return new HostConfig
        {
            Models = names
                .Select(ModelCatalogue.Find)
                .OfType<SimulatedModel>()
                .Distinct()
                .Select(model => model.SpedUpBy(preset.Speed * options.SpeedFactor))
                .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
            Gpus = Gpus(options.VramBytes ?? preset.VramBytes),
            DiskBytesPerSecond = 2.5e9 * preset.Speed * options.SpeedFactor,
            NumParallel = options.NumParallel,
            LoadedModelsMax = options.LoadedModelsMax,
            PendingMax = options.PendingMax,
            DefaultKeepAlive = options.KeepAlive,
        };
    }

    private static ImmutableArray<GpuConfig> Gpus(long vramBytes) =>
        vramBytes == 0 ? [] : [new GpuConfig("simulated", vramBytes)];
}
