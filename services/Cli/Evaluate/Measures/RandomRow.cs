namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Lots between the strong and the weak model, as many of each as the budget allows; half of each where it is open.</summary>
internal sealed class RandomRow(Scene scene) : IMeasured
{
    public string Name => RowNames.Random;

    public double[] Measure(double[] weights, CostPoint[] singles)
    {
        var (strong, weak) = (singles[scene.Strong], singles[scene.Weak]);
        var figures = FigureRow.Of(scene.BudgetsOf(singles), (_, budget) => CostReading.Mix(weak, strong, budget));
        figures[(int)Metric.Score] = (strong.Score + weak.Score) / 2;
        figures[(int)Metric.Cost] = (strong.Cost + weak.Cost) / 2;
        return strong.Score > weak.Score ? figures.With(new GapFigures(0.5, 0.5, 0.8)) : figures;
    }
}
