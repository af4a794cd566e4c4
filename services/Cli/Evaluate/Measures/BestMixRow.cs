namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>The best lots between any two models that the budget allows; which two stays as it is with all domains.</summary>
internal sealed class BestMixRow(Scene scene) : IMeasured
{
    public string Name => RowNames.BestMix;

    public double[] Measure(double[] weights, CostPoint[] singles) =>
        FigureRow.Of(
            scene.BudgetsOf(singles),
            (share, _) =>
            {
                var mix = scene.MixWithin(share);
                var (cheap, dear) = (singles[mix.Cheap], singles[mix.Dear]);
                return CostReading.Mix(cheap, dear, cheap.Cost + (mix.Share * (dear.Cost - cheap.Cost)));
            }
        );
}
