namespace Orchestrator.Router.Classification.Ngram;

/// <summary>How features are weighed against each other; the trainer and the model must agree on it.</summary>
internal static class NgramShape
{
    // People ask at the start or at the end; what lies far from both is material, and counts for less.
    public const int HeadChars = 400;
    public const int TailChars = 300;
    public const float MaterialShare = 0.3f;

    /// <summary>What the turn before counts when the newest is a follow-up.</summary>
    public const float EarlierShare = 0.8f;

    public static bool IsMaterial(FeatureBlock block, int start, int textLength) =>
        block < FeatureBlock.Head && start >= HeadChars && start <= textLength - TailChars;

    /// <param name="near">Features at the start and the end of the text.</param>
    /// <param name="material">Features in between.</param>
    /// <returns>What one feature of a block counts, so that all of the block have the length of one.</returns>
    public static float Scale(int near, int material) =>
        1 / MathF.Sqrt(Math.Max(1, near + (MaterialShare * MaterialShare * material)));
}
