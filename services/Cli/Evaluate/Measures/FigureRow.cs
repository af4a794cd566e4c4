namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Fills the figures of a row.</summary>
internal static class FigureRow
{
    private const double QuarterShare = 0.25;
    private const double HalfShare = 0.5;
    private const double ThreeQuartersShare = 0.75;

    public static double[] Empty()
    {
        var figures = new double[Metrics.Count];
        Array.Fill(figures, double.NaN);
        return figures;
    }

    /// <param name="at">Of a budget, as a share of the way and as a cost.</param>
    public static double[] Of(Budgets budgets, Func<double, double, CostPoint> at)
    {
        var figures = Empty();
        var most = at(1, budgets.Most);
        figures[(int)Metric.Score] = most.Score;
        figures[(int)Metric.Cost] = most.Cost;
        if (budgets.HasRange)
        {
            figures[(int)Metric.Quarter] = at(QuarterShare, budgets.At(QuarterShare)).Score;
            figures[(int)Metric.Half] = at(HalfShare, budgets.At(HalfShare)).Score;
            figures[(int)Metric.ThreeQuarters] = at(ThreeQuartersShare, budgets.At(ThreeQuartersShare)).Score;
            figures[(int)Metric.Area] = budgets.Average(at);
        }

        return figures;
    }

    public static double[] With(this double[] figures, GapFigures gap)
    {
        figures[(int)Metric.Apgr] = gap.Apgr;
        figures[(int)Metric.Cpt50] = gap.Cpt50;
        figures[(int)Metric.Cpt80] = gap.Cpt80;
        return figures;
    }
}
