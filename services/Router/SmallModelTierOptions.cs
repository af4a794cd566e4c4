using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Router;

/// <summary>A small language model of the fleet names the task of a request.</summary>
public sealed class SmallModelTierOptions
{
    /// <summary>Name of the model. Empty: the tier is off. It is only asked where it is in memory with a free slot.</summary>
    [StringLength(256)]
    public string Model { get; set; } = "";

    /// <summary>After this the label of the tiers before is taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Answers that are remembered, by a hash of the text.</summary>
    [Range(0, 1_000_000)]
    public int CacheEntries { get; set; } = 10_000;

    /// <summary>Calls at once; above, the tier is skipped.</summary>
    [Range(1, 1_000)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Tokens that the model may answer with; an answer that is cut is useless.</summary>
    [Range(16, 512)]
    public int AnswerTokens { get; set; } = 64;
}
