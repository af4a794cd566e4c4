using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.Strategies.Single;

/// <summary>The strategy "single".</summary>
public sealed class SingleOptions
{
    /// <summary>Models that may take the place of one that fails or says nothing, in the router's order.</summary>
    [Range(0, 32)]
    public int MaxReplacements { get; set; } = 3;
}
