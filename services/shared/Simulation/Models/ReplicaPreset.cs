using System.Collections.Immutable;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Models;

/// <summary>A named machine: its models and its GPUs.</summary>
public sealed record ReplicaPreset(string Name, ImmutableArray<string> Models, ImmutableArray<GpuConfig> Gpus)
{
    public const string DefaultName = "small";
    private const long GiB = 1L << 30;

    public static ImmutableArray<ReplicaPreset> All { get; } =
    [
        new(
            "small",
            ["llama3.2:3b", "exaone3.5:7.8b", "nomic-embed-text:latest"],
            [new GpuConfig("RTX 3070", 8 * GiB)]
        ),
        new("coder", ["qwen2.5-coder:7b", "qwen3:8b", "llama3.2:3b"], [new GpuConfig("RTX 4080", 16 * GiB)]),
        new(
            "large",
            ["qwen3:32b", "gemma3:12b", "qwen3:8b", "exaone3.5:7.8b", "nomic-embed-text:latest"],
            [new GpuConfig("RTX 5090", 32 * GiB)]
        ),
    ];

    public long VramBytes => Gpus.Sum(gpu => gpu.VramBytes);

    public static ReplicaPreset? Find(string name) =>
        All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The machine with another amount of memory on its (first) GPU; 0 takes the GPUs out.</summary>
    public ImmutableArray<GpuConfig> GpusWith(long vramBytes) =>
        vramBytes == 0 ? [] : [Gpus[0] with { VramBytes = vramBytes }];
}
