using Orchestrator.Cli.Evaluate.Outcomes;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Which two models are compared as strong and weak: the best on average, and the cheapest (of two: the other one).</summary>
internal sealed class Scene
{
    private readonly CostCurve _singles;
    private readonly CostPoint[] _usual;

    public Scene(OutcomeSet set)
    {
        Set = set;
        int[] models = [.. Enumerable.Range(0, set.Models.Length)];
        Strong = models.OrderByDescending(set.MeanScore).First();
        Weak = models.Where(model => model != Strong).OrderBy(set.MeanCost).ThenByDescending(set.MeanScore).First();
        CostUnit = set.MeanCost(Strong) is > 0 and var cost ? cost : 1;
        // Each "price" is a model that always answers.
        _singles = new CostCurve(set, [.. models.Select(model => (double)model)], (_, model) => (int)model);
        _usual = _singles.Points(DomainBootstrap.Weights(set.Domains.Length, 1));
    }

    public OutcomeSet Set { get; }

    public int Strong { get; }

    public int Weak { get; }

    /// <summary>The best single model's average cost: prices are per this much.</summary>
    public double CostUnit { get; }

    /// <returns>By model: what it gets when it always answers.</returns>
    public CostPoint[] Singles(ReadOnlySpan<double> weights) => _singles.Points(weights);

    /// <param name="share">Of the way from the least to the most budget.</param>
    /// <returns>The model that is best there with all domains.</returns>
    public int BestWithin(double share) => CostReading.BestSingle(_usual, BudgetsOf(_usual).At(share));

    public ModelMix MixWithin(double share) => CostReading.BestMix(_usual, BudgetsOf(_usual).At(share));

    public Budgets BudgetsOf(CostPoint[] singles) => new(singles.Min(single => single.Cost), singles[Strong].Cost);
}
