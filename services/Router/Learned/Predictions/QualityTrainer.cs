using Orchestrator.Router.Learned.Forests;

namespace Orchestrator.Router.Learned.Predictions;

/// <summary>Fits a predictor to outcomes; how the forest grows is chosen by leaving out groups. Deterministic by seed.</summary>
/// <param name="settings">To choose from.</param>
/// <param name="trees">Of the forest in the end; while choosing, fewer will do.</param>
internal sealed class QualityTrainer(IReadOnlyList<ForestSettings> settings, int trees, int seed)
{
    private const int Folds = 3;

    public QualityPredictor Fit(QualityOutcomes outcomes, CancellationToken cancellationToken)
    {
        var chosen = settings.Count == 1 ? settings[0] : Choose(outcomes, cancellationToken);
        return Fit(outcomes, chosen with { Trees = trees }, cancellationToken);
    }

    private ForestSettings Choose(QualityOutcomes outcomes, CancellationToken cancellationToken)
    {
        var folds = GroupFolds.Of(outcomes.Groups, Folds);
        var best = settings[0];
        var least = double.PositiveInfinity;
        foreach (var candidate in settings)
        {
            var error = Enumerable
                .Range(0, Folds)
                .Sum(fold => Error(outcomes, folds, fold, candidate, cancellationToken));
            if (error < least)
            {
                (best, least) = (candidate, error);
            }
        }

        return best;
    }

    private double Error(
        QualityOutcomes outcomes,
        int[] folds,
        int fold,
        ForestSettings candidate,
        CancellationToken cancellationToken
    )
    {
        var kept = outcomes.Only(GroupFolds.Without(folds, fold));
        var held = outcomes.Only(GroupFolds.In(folds, fold));
        if (kept.Rows == 0 || held.Rows == 0)
        {
            return 0;
        }

        var predictor = Fit(kept, candidate, cancellationToken);
        var error = 0.0;
        for (var row = 0; row < held.Rows; row++)
        {
            var gains = predictor.Gains(held.Features[row]);
            var truth = Relative(held.Scores[row], predictor.Means);
            for (var model = 0; model < gains.Length; model++)
            {
                error += (truth[model] - gains[model]) * (truth[model] - gains[model]);
            }
        }

        return error;
    }

    private QualityPredictor Fit(QualityOutcomes outcomes, ForestSettings chosen, CancellationToken cancellationToken)
    {
        var means = Means(outcomes.Scores);
        var targets = outcomes.Scores.SelectMany(scores => Relative(scores, means)).ToArray();
        var data = new ForestData(outcomes.Features, targets, means.Length, outcomes.Groups);
        // Each forest draws from the seed anew: what one draws does not depend on what was grown before it.
        var random = new Random(seed);
        return new QualityPredictor(means, RegressionForest.Grow(data, chosen, random, cancellationToken), chosen);
    }

    // What a model gains over its mean, less what all models gain on average: an easy prompt is easy for everyone.
    private static float[] Relative(float[] scores, float[] means)
    {
        var gain = 0f;
        for (var model = 0; model < scores.Length; model++)
        {
            gain += (scores[model] - means[model]) / scores.Length;
        }

        return [.. scores.Select((score, model) => score - means[model] - gain)];
    }

    private static float[] Means(float[][] scores)
    {
        var sums = new double[scores[0].Length];
        foreach (var row in scores)
        {
            for (var model = 0; model < sums.Length; model++)
            {
                sums[model] += row[model];
            }
        }

        return [.. sums.Select(sum => (float)(sum / scores.Length))];
    }
}
