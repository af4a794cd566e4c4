namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Always the same model.</summary>
internal sealed class AlwaysRow(string name, int model) : IMeasured
{
    public string Name => name;

    public double[] Measure(double[] weights, CostPoint[] singles)
    {
        var figures = FigureRow.Empty();
        figures[(int)Metric.Score] = singles[model].Score;
        figures[(int)Metric.Cost] = singles[model].Cost;
        return figures;
    }
}

/// <summary>Lots between the strong and the weak model, as many of each as the budget allows; half of each where it is open.</summary>
internal sealed class RandomRow(Scene scene) : IMeasured
{
    public string Name => RowNames.Random;

    public double[] Measure(double[] weights, CostPoint[] singles)
    {
        var (strong, weak) = (singles[scene.Strong], singles[scene.Weak]);
        var figures = FigureRow.Of(scene.BudgetsOf(singles), budget => CostReading.Mix(weak, strong, budget));
        figures[(int)Metric.Score] = (strong.Score + weak.Score) / 2;
        figures[(int)Metric.Cost] = (strong.Cost + weak.Cost) / 2;
        return strong.Score > weak.Score ? figures.With(new GapFigures(0.5, 0.5, 0.8)) : figures;
    }
}

/// <summary>The best model that the budget allows, for every prompt.</summary>
internal sealed class BestSingleRow(Scene scene) : IMeasured
{
    public string Name => RowNames.BestSingle;

    public double[] Measure(double[] weights, CostPoint[] singles) =>
        FigureRow.Of(scene.BudgetsOf(singles), budget => CostReading.BestSingle(singles, budget));
}

/// <summary>The best lots between any two models that the budget allows.</summary>
internal sealed class BestMixRow(Scene scene) : IMeasured
{
    public string Name => RowNames.BestMix;

    public double[] Measure(double[] weights, CostPoint[] singles) =>
        FigureRow.Of(scene.BudgetsOf(singles), budget => CostReading.BestMix(singles, budget));
}
