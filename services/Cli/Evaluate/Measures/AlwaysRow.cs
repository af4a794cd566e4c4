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
