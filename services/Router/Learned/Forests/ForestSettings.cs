namespace Orchestrator.Router.Learned.Forests;

/// <summary>How a forest is grown.</summary>
/// <param name="Trees">More are never worse, only slower.</param>
/// <param name="Depth">Splits from the root to a leaf, at most.</param>
/// <param name="FeatureShare">As many features as this share of all are drawn for a split, with replacement.</param>
/// <param name="LeafShare">Share of the rows that a leaf holds, at least.</param>
internal sealed record ForestSettings(int Trees, int Depth, double FeatureShare, double LeafShare)
{
    /// <summary>Share of the trees that split on the first feature alone: one that is known to hold in every group.</summary>
    public double PlainShare { get; init; }

    /// <summary>Rows that a leaf holds, however few rows there are.</summary>
    public const int LeafRowsMin = 10;
}
