namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>
/// The best model that the budget allows, for every prompt. Which one that is stays as it is with all domains: a choice
/// made anew in each resample would know the domains that were drawn.
/// </summary>
internal sealed class BestSingleRow(Scene scene) : IMeasured
{
    public string Name => RowNames.BestSingle;

    public double[] Measure(double[] weights, CostPoint[] singles) =>
        FigureRow.Of(scene.BudgetsOf(singles), (share, _) => singles[scene.BestWithin(share)]);
}
