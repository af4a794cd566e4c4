using System.ComponentModel.DataAnnotations;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router;

/// <summary>When the router has several models answer although nobody asked for it.</summary>
public sealed class StrategyOptions
{
    public const string SectionName = "Router:Strategy";

    /// <summary>Requests for "auto:quality" may be answered by an ensemble where that pays.</summary>
    public bool AutomaticForQuality { get; set; } = true;

    /// <summary>The same for "auto".</summary>
    public bool AutomaticForBalanced { get; set; }

    /// <summary>How much the errors of two models of one family have in common, 0 to 1.</summary>
    [Range(0, 0.99)]
    public double SameFamilyCorrelation { get; set; } = 0.8;

    /// <summary>The same for models of different families: they have read the same texts.</summary>
    [Range(0, 0.99)]
    public double OtherFamilyCorrelation { get; set; } = 0.5;

    /// <summary>Quality (0 to 1) that an ensemble has to gain at least, beside what its time and money are worth.</summary>
    [Range(0, 1)]
    public double MinGain { get; set; } = 0.01;

    internal StrategyLimits ToLimits()
    {
        var aims = new List<ModelAim>();
        if (AutomaticForQuality)
        {
            aims.Add(ModelAim.Quality);
        }

        if (AutomaticForBalanced)
        {
            aims.Add(ModelAim.Balanced);
        }

        return new StrategyLimits(aims, SameFamilyCorrelation, OtherFamilyCorrelation, MinGain);
    }
}
