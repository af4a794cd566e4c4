namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>One kind of world.</summary>
/// <param name="Correlation">Of the errors of two equally good models of one family.</param>
internal sealed record GridCell(PoolShape Shape, double Correlation, PoolKind Pool)
{
    public static IReadOnlyList<double> Correlations { get; } = [0, 0.2, 0.4, 0.6, 0.8];

    public static IReadOnlyList<PoolKind> Pools { get; } =
    [PoolKind.ThreeFamilies, PoolKind.OneFamily, PoolKind.OneModel];

    /// <summary>The whole grid: nothing is left out because it looks bad.</summary>
    public static IEnumerable<GridCell> All =>
        from pool in Pools
        from shape in PoolShape.All
        from correlation in Correlations
        select new GridCell(shape, correlation, pool);

    public string Name => FormattableString.Invariant($"{Pool.NameOf()}, {Shape.Name}, corr. {Correlation}");
}
