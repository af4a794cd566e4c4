using Orchestrator.Router.Learned.Forests;

namespace Orchestrator.Router.Learned.Predictions;

/// <summary>
/// How much better or worse than usual each model will do on a prompt, compared with the others. What is hard for all of
/// them alike is left out: it changes no choice, and predicting it would drown what does. Immutable.
/// </summary>
/// <param name="Means">By model: the average score of the rows that it was trained on.</param>
/// <param name="Settings">With which the forest was grown.</param>
internal sealed record QualityPredictor(float[] Means, RegressionForest Forest, ForestSettings Settings)
{
    /// <returns>By model: what it gains on this prompt, on top of its mean, relative to the mean of all models.</returns>
    public float[] Gains(float[] features) => Forest.Predict(features);

    /// <returns>By model: its expected score, up to a number that is the same for all of them.</returns>
    public float[] Scores(float[] features)
    {
        var scores = Gains(features);
        for (var model = 0; model < scores.Length; model++)
        {
            scores[model] += Means[model];
        }

        return scores;
    }
}
