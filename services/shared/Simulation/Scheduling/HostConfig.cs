using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>A host's machine, its models and its Ollama settings, with Ollama's defaults.</summary>
public sealed record HostConfig
{
    private const int ModelsPerGpu = 3;

    // Below it nothing has been read when Ollama's patience ends: the load stalls.
    private const double DiskBytesPerSecondMin = 1;
    private static readonly TimeSpan _loadTimeMax = TimeSpan.FromDays(1);

    /// <summary>By short name. Speeds are already those of this machine.</summary>
    public required ImmutableSortedDictionary<string, SimulatedModel> Models { get; init; }

    /// <summary>None is a host that runs on its CPU.</summary>
    public required ImmutableArray<GpuConfig> Gpus
    {
        get;
        init
        {
            field = value;
            VramBytes = value.Sum(gpu => gpu.VramBytes);
        }
    }

    /// <summary>Main memory that Ollama can use: for a CPU host, and for what does not fit onto the GPUs.</summary>
    public long MainMemoryBytes { get; init; } = 64L << 30;

    public double DiskBytesPerSecond { get; init; } = 2.5e9;

    /// <summary>
    /// What a load takes besides reading the weights: start of the process, allocation, a first empty run. An
    /// assumption, see <see cref="SpeedTable"/>.
    /// </summary>
    public TimeSpan RunnerStart { get; init; } = SpeedTable.RunnerStart;

    /// <summary><c>OLLAMA_NUM_PARALLEL</c>: requests that one loaded model runs at once.</summary>
    public int NumParallel { get; init; } = 1;

    /// <summary><c>OLLAMA_MAX_LOADED_MODELS</c>; 0 chooses, see <see cref="LoadedModelsLimit"/>.</summary>
    public int LoadedModelsMax { get; init; }

    /// <summary><c>OLLAMA_MAX_QUEUE</c>: requests that may wait for a load besides the one being scheduled.</summary>
    public int PendingMax { get; init; } = 512;

    /// <summary><c>OLLAMA_KEEP_ALIVE</c>.</summary>
    public TimeSpan DefaultKeepAlive { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary><c>OLLAMA_CONTEXT_LENGTH</c>; 0 chooses by memory.</summary>
    public int ContextLength { get; init; }

    /// <summary><c>OLLAMA_KV_CACHE_TYPE</c>.</summary>
    public KvCacheType KvCacheType { get; init; }

    /// <summary><c>OLLAMA_GPU_OVERHEAD</c>: memory of each GPU that is left alone.</summary>
    public long GpuOverheadBytes { get; init; }

    /// <summary><c>OLLAMA_SCHED_SPREAD</c>: over all GPUs also what would fit onto one.</summary>
    public bool SpreadsOverGpus { get; init; }

    /// <summary><c>OLLAMA_LOAD_TIMEOUT</c>: how long a load may make no progress.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A further model is loaded only into this share of the memory that the loaded ones leave.</summary>
    public double FreeMemoryShare { get; init; } = 0.8;

    public long VramBytes { get; private init; }

    public int LoadedModelsLimit => LoadedModelsMax > 0 ? LoadedModelsMax : ModelsPerGpu * Math.Max(1, Gpus.Length);

    /// <summary>Context that a model gets when nobody asked for one: as set, or by memory as Ollama chooses it.</summary>
    public int DefaultContext =>
        ContextLength > 0 ? ContextLength
        : VramBytes < 24L << 30 ? 4 * 1024
        : VramBytes < 48L << 30 ? 32 * 1024
        : 256 * 1024;

    /// <summary>Nothing can be read from the disk any more.</summary>
    public bool IsDiskStuck => !(DiskBytesPerSecond >= DiskBytesPerSecondMin);

    /// <summary>The weights from disk, and the start of the process that serves them. From a stuck disk: until it is given up.</summary>
    public TimeSpan LoadTime(SimulatedModel model)
    {
        if (IsDiskStuck)
        {
            return LoadTimeout;
        }

        var seconds = (model.SizeBytes / DiskBytesPerSecond) + RunnerStart.TotalSeconds;
        return seconds < _loadTimeMax.TotalSeconds ? TimeSpan.FromSeconds(seconds) : _loadTimeMax;
    }
}
