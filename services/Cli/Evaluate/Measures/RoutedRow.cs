using Orchestrator.Cli.Evaluate.Routers;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>A router that looks at the prompt.</summary>
internal sealed class RoutedRow : IMeasured
{
    private readonly Scene _scene;
    private readonly CostCurve _curve;
    private readonly GapOrder _order;

    public RoutedRow(Scene scene, RoutedRows rows)
    {
        _scene = scene;
        Name = rows.Name;
        _curve = new CostCurve(scene.Set, PriceSteps.All, (row, price) => Choose(scene, rows, row, price));
        var gains = scene.Set.Outcomes.Scores.Select(scores => (double)scores[scene.Strong] - scores[scene.Weak]);
        _order = new GapOrder(rows.Urgency(scene.Strong, scene.Weak), [.. gains], scene.Set.Outcomes.Groups);
    }

    public string Name { get; }

    public double[] Measure(double[] weights, CostPoint[] singles)
    {
        var points = _curve.Points(weights);
        return FigureRow
            .Of(_scene.BudgetsOf(singles), (_, budget) => CostReading.OnCurve(points, budget))
            .With(_order.Figures(weights));
    }

    public CostPoint[] Points(double[] weights) => _curve.Points(weights);

    private static int Choose(Scene scene, RoutedRows rows, int row, double price)
    {
        var best = 0;
        var most = double.NegativeInfinity;
        for (var model = 0; model < scene.Set.Models.Length; model++)
        {
            var value = rows.Expected(row, model) - (price * rows.Costs[row][model] / scene.CostUnit);
            if (value > most)
            {
                (best, most) = (model, value);
            }
        }

        return best;
    }
}
