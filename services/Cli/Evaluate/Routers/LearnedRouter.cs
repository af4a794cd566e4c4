using Orchestrator.Cli.Evaluate.Outcomes;
using Orchestrator.Router.Learned.Forests;
using Orchestrator.Router.Learned.Predictions;

namespace Orchestrator.Cli.Evaluate.Routers;

/// <summary>Predicts each row by a predictor that has not seen its domain, or by one that was trained on other data.</summary>
/// <param name="features">Those that it may look at; null for all.</param>
internal sealed class LearnedRouter(string name, int[]? features, int trees, int seed)
{
    // A share of the rows keeps the leaves alike in small and large files.
    private const double LeafShare = 0.01;

    // Enough to tell settings apart.
    private const int TrialTrees = 20;

    private static readonly ForestSettings[] _settings =
    [
        new(TrialTrees, Depth: 3, FeatureShare: 0.3, LeafShare),
        new(TrialTrees, Depth: 5, FeatureShare: 0.3, LeafShare),
        new(TrialTrees, Depth: 3, FeatureShare: 0.3, LeafShare) { PlainShare = 0.3 },
        new(TrialTrees, Depth: 5, FeatureShare: 0.3, LeafShare) { PlainShare = 0.3 },
    ];

    public string Name => name;

    private readonly QualityTrainer _trainer = new(features is [_] ? _settings[..2] : _settings, trees, seed);

    /// <param name="advance">Called after each fold.</param>
    public RoutedRows Cross(OutcomeSet set, int folds, Action advance, CancellationToken cancellationToken)
    {
        var outcomes = Visible(set.Outcomes);
        var foldOf = GroupFolds.Of(outcomes.Groups, folds);
        var routed = Empty(set);
        for (var fold = 0; fold < folds; fold++)
        {
            var kept = GroupFolds.Without(foldOf, fold);
            var held = GroupFolds.In(foldOf, fold);
            var predictor = _trainer.Fit(outcomes.Only(kept), cancellationToken);
            Fill(routed, held, outcomes, predictor, MeanCosts(set, kept));
            advance();
        }

        return routed;
    }

    public RoutedRows Apply(OutcomeSet train, OutcomeSet set, Action advance, CancellationToken cancellationToken)
    {
        var routed = Empty(set);
        var predictor = _trainer.Fit(Visible(train.Outcomes), cancellationToken);
        int[] all = [.. Enumerable.Range(0, train.Rows)];
        Fill(routed, [.. Enumerable.Range(0, set.Rows)], Visible(set.Outcomes), predictor, MeanCosts(train, all));
        advance();
        return routed;
    }

    private QualityOutcomes Visible(QualityOutcomes outcomes) => features is null ? outcomes : outcomes.With(features);

    private RoutedRows Empty(OutcomeSet set) =>
        new(name, new float[set.Rows][], new float[set.Rows][], new double[set.Rows][]);

    private static void Fill(
        RoutedRows routed,
        int[] rows,
        QualityOutcomes outcomes,
        QualityPredictor predictor,
        double[] costs
    )
    {
        foreach (var row in rows)
        {
            routed.Means[row] = predictor.Means;
            routed.Gains[row] = predictor.Gains(outcomes.Features[row]);
            routed.Costs[row] = costs;
        }
    }

    private static double[] MeanCosts(OutcomeSet set, int[] rows) =>
        [.. Enumerable.Range(0, set.Models.Length).Select(model => rows.Average(row => set.Costs[row][model]))];
}
