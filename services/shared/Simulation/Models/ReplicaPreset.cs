using System.Collections.Immutable;

namespace Orchestrator.Simulation.Models;

/// <summary>A named machine: its models, its memory and how fast it is next to the catalogue's reference GPU.</summary>
public sealed record ReplicaPreset(string Name, ImmutableArray<string> Models, long VramBytes, double Speed)
{
    public const string DefaultName = "small";
    private const long GiB = 1L << 30;

    public static ImmutableArray<ReplicaPreset> All { get; } =
    [
        new("small", ["llama3.2:3b", "exaone3.5:7.8b", "nomic-embed-text:latest"], 8 * GiB, 0.7),
        new("coder", ["qwen2.5-coder:7b", "qwen3:8b", "llama3.2:3b"], 16 * GiB, 1.0),
        new(
            "large",
            ["qwen3:32b", "gemma3:12b", "qwen3:8b", "exaone3.5:7.8b", "nomic-embed-text:latest"],
            32 * GiB,
            1.6
        ),
    ];

    public static ReplicaPreset? Find(string name) =>
        All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
