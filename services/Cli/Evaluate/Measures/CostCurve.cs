using Orchestrator.Cli.Evaluate.Outcomes;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>
/// Scores and costs of a router at each price of a unit of cost, from "cost is nothing" to "only the cheapest": the model
/// with the most of quality less price times cost is taken. Kept as sums by domain, so that resampling domains is cheap.
/// </summary>
internal sealed class CostCurve
{
    private readonly double[][] _scores;
    private readonly double[][] _costs;
    private readonly double[] _rows;

    /// <param name="choose">Of a row, at a price: the model.</param>
    /// <param name="prices">From 0 on, rising.</param>
    public CostCurve(OutcomeSet set, IReadOnlyList<double> prices, Func<int, double, int> choose)
    {
        _rows = new double[set.Domains.Length];
        foreach (var group in set.Outcomes.Groups)
        {
            _rows[group]++;
        }

        _scores = new double[prices.Count][];
        _costs = new double[prices.Count][];
        for (var step = 0; step < prices.Count; step++)
        {
            (_scores[step], _costs[step]) = Sums(set, row => choose(row, prices[step]));
        }
    }

    /// <param name="weights">By domain: how often it counts.</param>
    public CostPoint[] Points(ReadOnlySpan<double> weights)
    {
        var points = new CostPoint[_scores.Length];
        var rows = Total(_rows, weights);
        for (var step = 0; step < points.Length; step++)
        {
            points[step] = new CostPoint(Total(_costs[step], weights) / rows, Total(_scores[step], weights) / rows);
        }

        return points;
    }

    private static (double[] Scores, double[] Costs) Sums(OutcomeSet set, Func<int, int> choose)
    {
        var scores = new double[set.Domains.Length];
        var costs = new double[set.Domains.Length];
        for (var row = 0; row < set.Rows; row++)
        {
            var model = choose(row);
            scores[set.Outcomes.Groups[row]] += set.Outcomes.Scores[row][model];
            costs[set.Outcomes.Groups[row]] += set.Costs[row][model];
        }

        return (scores, costs);
    }

    private static double Total(double[] sums, ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        for (var i = 0; i < sums.Length; i++)
        {
            total += sums[i] * weights[i];
        }

        return total;
    }
}
