namespace Orchestrator.Router.Classification;

/// <summary>What a request is about: always a label, a probability and the evidence.</summary>
/// <param name="Probability">
/// Of <paramref name="Task"/>, 0 to 1: calibrated where the n-gram model decided, otherwise its share of the evidence.
/// </param>
/// <param name="Evidence">What spoke for it, heaviest first within the rules, then within the n-gram model.</param>
internal sealed record Classification(
    TaskType Task,
    TextLanguage Language,
    double Probability,
    IReadOnlyList<string> Evidence,
    ClassificationTier Tier
)
{
    /// <summary>
    /// Probability from which on the label is taken as it is. Below, a later tier may be asked; see docs/classification.md.
    /// </summary>
    public const double SureFrom = 0.6;

    /// <summary>True where a tier that costs more should be asked, if there is one.</summary>
    public bool IsUnsure => Tier is ClassificationTier.Ngram or ClassificationTier.Default && Probability < SureFrom;

    /// <summary>0 (trivial) to 1 (hard for the best models).</summary>
    public double Difficulty { get; init; } = 0.5;

    /// <summary>Probability that tools are needed.</summary>
    public double NeedsTools { get; init; }

    /// <summary>Of each task, in the order of <see cref="TaskType"/>; empty where the tier does not know.</summary>
    public IReadOnlyList<double> TaskProbabilities { get; init; } = [];
}

/// <summary>Which tier decided.</summary>
internal enum ClassificationTier
{
    Hint,
    Rules,
    Default,

    /// <summary>The hashed n-gram model.</summary>
    Ngram,

    /// <summary>Vectors of an embedding model of the fleet.</summary>
    Embedding,

    /// <summary>A small language model of the fleet.</summary>
    Model,
}

internal static class TierNames
{
    public static string Of(ClassificationTier tier) =>
        tier switch
        {
            ClassificationTier.Hint => "hint",
            ClassificationTier.Rules => "rules",
            ClassificationTier.Ngram => "ngram",
            ClassificationTier.Embedding => "embedding",
            ClassificationTier.Model => "model",
            _ => "default",
        };
}
