namespace Orchestrator.Router.Classification.Ngram;

/// <summary>What belongs to the weights.</summary>
/// <param name="BlockWeights">What each block of features counts, in the order of <see cref="FeatureBlock"/>.</param>
/// <param name="LaneScales">What one step of a weight is worth, for each lane.</param>
/// <param name="Bias">What is added for each lane.</param>
/// <param name="Temperature">The logits of the tasks are divided by it before they become probabilities.</param>
internal sealed record NgramHeader(float[] BlockWeights, float[] LaneScales, float[] Bias, float Temperature);
