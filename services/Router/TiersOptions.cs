using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Orchestrator.Router;

/// <summary>Tiers of the classification that cost a model call; only asked where the n-gram model is unsure. Off by default.</summary>
public sealed class TiersOptions
{
    public const string SectionName = "Router:Tiers";

    /// <summary>Characters of a request that a tier gets to see: half from its start, half from its end.</summary>
    [Range(100, 8_000)]
    public int TextChars { get; set; } = 1_000;

    /// <summary>Failures in a row (deadlines and useless answers, too) after which a tier rests.</summary>
    [Range(1, 100)]
    public int FailuresToRest { get; set; } = 3;

    /// <summary>How long a tier rests: requests do not wait for it meanwhile.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RestFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The tier that compares vectors.</summary>
    [Required, ValidateObjectMembers]
    public EmbeddingTierOptions Embedding { get; set; } = new();

    /// <summary>The tier that asks a small language model.</summary>
    [Required, ValidateObjectMembers]
    public SmallModelTierOptions SmallModel { get; set; } = new();
}
