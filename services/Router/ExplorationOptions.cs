using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Router;

/// <summary>How often a model other than the best one is tried, so that something can be learned of it.</summary>
public sealed class ExplorationOptions
{
    public const string SectionName = "Router:Exploration";

    /// <summary>
    /// Share of the automatic choices that may go to another model than the best one. 0: none. Only where something was
    /// learned; never for a named model, inside of a tool loop, or where a rule forces the model.
    /// </summary>
    [Range(0, 0.05)]
    public double Share { get; set; } = 0.05;

    /// <summary>Models of which what was learned is taken in.</summary>
    [Range(1, 1_000_000)]
    public int MaxArms { get; set; } = 20_000;
}
