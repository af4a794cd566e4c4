using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>A replica that this worker runs itself: llama.cpp in a process of its own.</summary>
public sealed class LlamaCppReplicaOptions
{
    /// <summary>Name of the replica; unique in the fleet, for it is the key of the lease.</summary>
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$")]
    public string Name { get; set; } = "";

    /// <summary>Folder with llama.cpp's shared library (libllama, libggml and its backends), version 0.5.0.</summary>
    [Required, MaxLength(4096)]
    public string LibraryFolder { get; set; } = "";

    /// <summary>Folder with the models: each GGUF file in it.</summary>
    [Required, MaxLength(4096)]
    public string ModelsFolder { get; set; } = "";

    /// <summary>Folder for the digests of the models; empty computes them anew at each start of the process.</summary>
    [MaxLength(4096)]
    public string StateFolder { get; set; } = "";

    /// <summary>The host program (Orchestrator.LlamaCppHost.dll or an executable); empty looks next to this worker.</summary>
    [MaxLength(4096)]
    public string HostPath { get; set; } = "";

    /// <summary>Layers of a model that go into GPU memory: -1 for all, 0 for none.</summary>
    [Range(-1, 10_000)]
    public int GpuLayers { get; set; } = -1;

    /// <summary>GPUs that it sees, as CUDA_VISIBLE_DEVICES and HIP_VISIBLE_DEVICES have it ("0" or "0,1"); empty for what this worker sees.</summary>
    [RegularExpression("^[A-Za-z0-9,_-]{0,200}$")]
    public string VisibleDevices { get; set; } = "";

    /// <summary>Threads of the processor for one answer; 0 for half of the processors.</summary>
    [Range(0, 1_024)]
    public int Threads { get; set; }

    /// <summary>Tokens of context where a request says none.</summary>
    [Range(256, 1_048_576)]
    public int ContextTokens { get; set; } = 4096;

    /// <summary>Models in memory at once.</summary>
    [Range(1, 64)]
    public int MaxLoadedModels { get; set; } = 1;

    /// <summary>Answers that one loaded model writes at once.</summary>
    [Range(1, 64)]
    public int Slots { get; set; } = 1;

    /// <summary>Calls that may wait for a slot; the next one is refused as queue_full.</summary>
    [Range(0, 10_000)]
    public int QueueLimit { get; set; } = ReplicaOptions.DefaultQueueLimit;

    /// <summary>Its card, for example "RTX 4090"; what is expected of it before anything was measured follows from it.</summary>
    [StringLength(100)]
    public string Gpu { get; set; } = "";

    /// <summary>Memory of the card in bytes; 0 while unknown.</summary>
    [Range(0, 1_000_000_000_000_000)]
    public long VramBytes { get; set; }
}
