using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Router;

/// <summary>An embedding model of the fleet says to which task's examples a request is closest.</summary>
public sealed class EmbeddingTierOptions
{
    /// <summary>
    /// Name of the embedding model; "auto" for any of the fleet. Empty: the tier is off. It is only asked where it is in
    /// memory with a free slot.
    /// </summary>
    [StringLength(256)]
    public string Model { get; set; } = "";

    /// <summary>After this the n-gram model's label is taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Answers that are remembered, by a hash of the text.</summary>
    [Range(0, 1_000_000)]
    public int CacheEntries { get; set; } = 10_000;

    /// <summary>Calls at once; above, the tier is skipped.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>How often the router looks whether a model's vectors of the examples are missing.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan PrepareEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time that one call for vectors of examples may take. No request waits for it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PrepareDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Examples in one such call.</summary>
    [Range(1, 80)]
    public int ExamplesPerCall { get; set; } = 16;

    /// <summary>Models whose vectors of the examples are kept.</summary>
    [Range(1, 16)]
    public int KeptModels { get; set; } = 4;
}
