namespace Orchestrator.Simulation.Models;

/// <summary>What a model can be asked for; the names on the wire are the lower-cased members.</summary>
[Flags]
public enum ModelCapabilities
{
    None = 0,
    Completion = 1,
    Tools = 2,
    Insert = 4,
    Vision = 8,
    Embedding = 16,
    Thinking = 32,
}

public static class ModelCapabilityNames
{
    private static readonly (ModelCapabilities Flag, string Name)[] _all =
    [
        (ModelCapabilities.Completion, "completion"),
        (ModelCapabilities.Tools, "tools"),
        (ModelCapabilities.Insert, "insert"),
        (ModelCapabilities.Vision, "vision"),
        (ModelCapabilities.Embedding, "embedding"),
        (ModelCapabilities.Thinking, "thinking"),
    ];

    public static string[] All => [.. _all.Select(pair => pair.Name)];

    public static string[] Of(ModelCapabilities capabilities) =>
        [.. _all.Where(pair => capabilities.HasFlag(pair.Flag)).Select(pair => pair.Name)];
}
