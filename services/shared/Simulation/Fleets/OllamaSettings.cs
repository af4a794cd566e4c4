using Orchestrator.Files;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Fleets;

/// <summary>The settings of one Ollama, as its environment gives them; null is Ollama's own default.</summary>
internal sealed record OllamaSettings
{
    public static OllamaSettings Default { get; } = new();

    /// <summary>OLLAMA_NUM_PARALLEL.</summary>
    public int? NumParallel { get; init; }

    /// <summary>OLLAMA_MAX_LOADED_MODELS.</summary>
    public int? LoadedModelsMax { get; init; }

    /// <summary>OLLAMA_MAX_QUEUE.</summary>
    public int? QueueMax { get; init; }

    /// <summary>OLLAMA_KEEP_ALIVE.</summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>OLLAMA_CONTEXT_LENGTH.</summary>
    public int? ContextLength { get; init; }

    /// <summary>OLLAMA_KV_CACHE_TYPE.</summary>
    public KvCacheType? KvCacheType { get; init; }

    /// <summary>OLLAMA_GPU_OVERHEAD, bytes of each GPU.</summary>
    public long? GpuOverheadBytes { get; init; }

    /// <summary>OLLAMA_SCHED_SPREAD.</summary>
    public bool? SpreadsOverGpus { get; init; }

    /// <summary>OLLAMA_LOAD_TIMEOUT.</summary>
    public TimeSpan? LoadTimeout { get; init; }

    public static OllamaSettings Read(YamlField field)
    {
        var fields = field.Fields(
            "num_parallel",
            "max_loaded_models",
            "max_queue",
            "keep_alive",
            "context_length",
            "kv_cache_type",
            "gpu_overhead",
            "sched_spread",
            "load_timeout"
        );
        return fields is null
            ? Default
            : new OllamaSettings
            {
                NumParallel = fields["num_parallel"].Whole(1, FleetLimits.ParallelMax),
                LoadedModelsMax = fields["max_loaded_models"].Whole(1, FleetLimits.ModelsMax),
                QueueMax = fields["max_queue"].Whole(1, FleetLimits.QueueMax),
                KeepAlive = fields["keep_alive"].KeepAlive(),
                ContextLength = fields["context_length"].Whole(4, FleetLimits.ContextMax),
                KvCacheType = ReadKvCacheType(fields["kv_cache_type"]),
                GpuOverheadBytes = (long?)
                    fields["gpu_overhead"].Quantity(UnitScale.Memory, 0, FleetLimits.VramBytesMax),
                SpreadsOverGpus = fields["sched_spread"].Truth(),
                LoadTimeout = fields["load_timeout"].Duration(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            };
    }

    private static KvCacheType? ReadKvCacheType(YamlField field) =>
        field.OneOf("f16", "q8_0", "q4_0") is { } name ? KvCacheTypes.Find(name) : null;
}
