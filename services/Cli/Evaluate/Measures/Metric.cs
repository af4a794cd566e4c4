namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Figures of a router.</summary>
internal enum Metric
{
    /// <summary>Average score at the cost of the best single model, or for less where a router spends less.</summary>
    Score,

    /// <summary>Average cost of that.</summary>
    Cost,

    /// <summary>Average score with a quarter of the way from the cheapest to the best single model's cost.</summary>
    Quarter,

    Half,

    ThreeQuarters,

    /// <summary>Average score over all budgets in between.</summary>
    Area,

    Apgr,

    Cpt50,

    Cpt80,
}

internal static class Metrics
{
    public const int Count = 9;

    public static readonly IReadOnlyList<Metric> All = Enum.GetValues<Metric>();

    /// <summary>True: less is better.</summary>
    public static bool IsCost(this Metric metric) => metric is Metric.Cost or Metric.Cpt50 or Metric.Cpt80;
}
