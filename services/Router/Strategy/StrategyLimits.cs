using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Strategy;

/// <summary>What the choice of a strategy goes by.</summary>
/// <param name="Aims">Aims under which the router may choose several calls by itself.</param>
internal sealed record StrategyLimits(
    IReadOnlyList<ModelAim> Aims,
    double SameFamilyCorrelation,
    double OtherFamilyCorrelation,
    double MinGain
);
