using System.Collections.Immutable;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>What a simulated host is given at its start and never changes.</summary>
public sealed record HostConfig
{
    /// <summary>By short name. Speeds and load times are already those of this machine.</summary>
    public required ImmutableSortedDictionary<string, SimulatedModel> Models { get; init; }

    /// <summary>None is a host that runs on its CPU.</summary>
    public required ImmutableArray<GpuConfig> Gpus { get; init; }

    public double DiskBytesPerSecond { get; init; } = 2.5e9;

    /// <summary>Requests that one loaded model runs at once; embedding models run one.</summary>
    public int NumParallel { get; init; } = 1;

    public int LoadedModelsMax { get; init; } = 3;

    /// <summary>Requests that may wait for a load besides the one being scheduled; beyond it they are refused.</summary>
    public int PendingMax { get; init; } = 512;

    public TimeSpan DefaultKeepAlive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A second model is loaded only into this share of the memory that the loaded ones leave.</summary>
    public double FreeMemoryShare { get; init; } = 0.8;

    public long VramBytes => Gpus.Sum(gpu => gpu.VramBytes);

    public TimeSpan LoadTime(SimulatedModel model) => TimeSpan.FromSeconds(model.SizeBytes / DiskBytesPerSecond);

    /// <summary>Context that a model gets when nobody asked for one: by memory, as Ollama chooses it.</summary>
    public int DefaultContext =>
        (VramBytes >> 30) switch
        {
            < 24 => 4 * 1024,
            < 48 => 32 * 1024,
            _ => 256 * 1024,
        };
}
