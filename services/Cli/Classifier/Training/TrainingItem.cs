namespace Orchestrator.Cli.Classifier.Training;

/// <summary>One text to learn from.</summary>
/// <param name="Weight">What it counts.</param>
/// <param name="Difficulty">Negative where nobody said.</param>
/// <param name="NeedsTools">Negative where nobody said.</param>
internal sealed record TrainingItem(
    FeatureList Features,
    int Task,
    float Weight,
    float Difficulty,
    float NeedsTools,
    string Group
);
