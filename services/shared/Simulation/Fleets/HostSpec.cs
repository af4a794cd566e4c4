using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Fleets;

/// <summary>One entry under <c>hosts</c>: as many equal hosts as it counts.</summary>
internal sealed record HostSpec(string Name, ImmutableArray<GpuConfig> Gpus, ImmutableArray<string> Models)
{
    public int Count { get; init; } = 1;

    public double? DiskBytesPerSecond { get; init; }

    public long? MainMemoryBytes { get; init; }

    public OllamaSettings Ollama { get; init; } = OllamaSettings.Default;

    public int? Slots { get; init; }

    public int? QueueLimit { get; init; }

    public IEnumerable<string> HostNames => HostName.Numbered(Name, Count);

    public IEnumerable<FleetHost> Hosts(Func<string, SimulatedModel> model)
    {
        var config = Config(model);
        var plain = new FleetHost(Name, config);
        return HostNames.Select(name =>
            plain with
            {
                Name = name,
                Slots = Slots ?? plain.Slots,
                QueueLimit = QueueLimit ?? plain.QueueLimit,
            }
        );
    }

    private HostConfig Config(Func<string, SimulatedModel> model)
    {
        var plain = new HostConfig { Gpus = Gpus, Models = HostModels.On(Gpus, Models.Select(model)) };
        return plain with
        {
            DiskBytesPerSecond = DiskBytesPerSecond ?? plain.DiskBytesPerSecond,
            NumParallel = Ollama.NumParallel ?? plain.NumParallel,
            LoadedModelsMax = Ollama.LoadedModelsMax ?? plain.LoadedModelsMax,
            PendingMax = Ollama.QueueMax ?? plain.PendingMax,
            DefaultKeepAlive = Ollama.KeepAlive ?? plain.DefaultKeepAlive,
            ContextLength = Ollama.ContextLength ?? plain.ContextLength,
            KvCacheType = Ollama.KvCacheType ?? plain.KvCacheType,
            GpuOverheadBytes = Ollama.GpuOverheadBytes ?? plain.GpuOverheadBytes,
            SpreadsOverGpus = Ollama.SpreadsOverGpus ?? plain.SpreadsOverGpus,
            LoadTimeout = Ollama.LoadTimeout ?? plain.LoadTimeout,
            MainMemoryBytes = MainMemoryBytes ?? plain.MainMemoryBytes,
        };
    }
}
