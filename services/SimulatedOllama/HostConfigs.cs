using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.SimulatedOllama;

/// <summary>Turns checked options into the host that is simulated.</summary>
internal static class HostConfigs
{
    public static HostConfig From(SimulatedOptions options)
    {
        var preset = ReplicaPreset.Find(options.Preset) ?? ReplicaPreset.All[0];
        var names = options.Models.Length == 0 ? preset.Models.AsEnumerable() : options.Models;
        var gpus = options.VramBytes is { } bytes ? preset.GpusWith(bytes) : preset.Gpus;
        return new HostConfig
        {
            Models = names
                .Select(ModelCatalogue.Find)
                .OfType<SimulatedModel>()
                .Distinct()
                .Select(model => SpeedTable.On(model, gpus).SpedUpBy(options.SpeedFactor))
                .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
            Gpus = gpus,
            DiskBytesPerSecond = 2.5e9 * options.SpeedFactor,
            RunnerStart = SpeedTable.RunnerStart / options.SpeedFactor,
            NumParallel = options.NumParallel,
            LoadedModelsMax = options.LoadedModelsMax,
            PendingMax = options.PendingMax,
            DefaultKeepAlive = options.KeepAlive,
        };
    }
}
