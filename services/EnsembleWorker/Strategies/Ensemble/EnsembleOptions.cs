using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>The strategy "ensemble".</summary>
public sealed class EnsembleOptions
{
    /// <summary>Models that answer in parallel: the best of those that the run may use.</summary>
    [Range(1, 16)]
    public int Members { get; set; } = 3;

    /// <summary>The model that writes the final answer; empty for the best of the run's models.</summary>
    [RegularExpression("^[^\\s]{0,512}$")]
    public string Synthesizer { get; set; } = "";

    /// <summary>Characters of each member's answer that the synthesizer gets to see; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxCandidateCharacters { get; set; } = 24_000;
}
