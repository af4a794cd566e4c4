using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.SimulatedOllama;

/// <summary>Turns checked options into the host that is simulated.</summary>
internal static class HostConfigs
{
    private const double DiskBytesPerSecond = 2.5e9;

    /// <summary><c>OLLAMA_LOAD_TIMEOUT</c> at real speed.</summary>
    private static readonly TimeSpan _loadTimeout = TimeSpan.FromMinutes(5);

    public static HostConfig From(SimulatedOptions options) =>
        options.FleetFile is { } file && FleetHosts.Read(file, options.Host).Config is { } host
            ? SpedUp(host, options.SpeedFactor)
            : FromPreset(options);

    /// <summary>A model of the catalogue with the speeds that it reaches on these GPUs.</summary>
    public static SimulatedModel OnHost(SimulatedModel model, ImmutableArray<GpuConfig> gpus, double speedFactor) =>
        SpeedTable.On(model, gpus).SpedUpBy(speedFactor);

    private static HostConfig SpedUp(HostConfig host, double factor) =>
        host with
        {
            Models = host.Models.ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value.SpedUpBy(factor),
                StringComparer.Ordinal
            ),
            DiskBytesPerSecond = host.DiskBytesPerSecond * factor,
            RunnerStart = host.RunnerStart / factor,
            LoadTimeout = host.LoadTimeout / factor,
        };

    private static HostConfig FromPreset(SimulatedOptions options)
    {
        var gpus = GpusOf(options);
        var preset = PresetOf(options);
        var names = options.Models.Length == 0 ? preset.Models.AsEnumerable() : options.Models;
        return new HostConfig
        {
            Models = names
                .Select(ModelCatalogue.Find)
                .OfType<SimulatedModel>()
                .Distinct()
                .Select(model => OnHost(model, gpus, options.SpeedFactor))
                .ToImmutableSortedDictionary(model => model.Name, model => model, StringComparer.Ordinal),
            Gpus = gpus,
            DiskBytesPerSecond = DiskBytesPerSecond * options.SpeedFactor,
            RunnerStart = SpeedTable.RunnerStart / options.SpeedFactor,
            LoadTimeout = _loadTimeout / options.SpeedFactor,
            NumParallel = options.NumParallel,
            LoadedModelsMax = options.LoadedModelsMax,
            PendingMax = options.PendingMax,
            DefaultKeepAlive = options.KeepAlive,
        };
    }

    private static ReplicaPreset PresetOf(SimulatedOptions options) =>
        ReplicaPreset.Find(options.Preset) ?? ReplicaPreset.All[0];

    private static ImmutableArray<GpuConfig> GpusOf(SimulatedOptions options) =>
        options.VramBytes is { } bytes ? PresetOf(options).GpusWith(bytes) : PresetOf(options).Gpus;
}
