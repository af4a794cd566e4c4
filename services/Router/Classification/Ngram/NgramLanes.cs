namespace Orchestrator.Router.Classification.Ngram;

/// <summary>What the model computes for each feature, side by side in one vector: tasks first, then the other heads.</summary>
internal static class NgramLanes
{
    /// <summary>Lanes of a vector; those behind <see cref="NeedsTools"/> are empty.</summary>
    public const int Count = 16;

    public const int Tasks = 10;

    public const int Difficulty = 10;

    public const int NeedsTools = 11;

    public const int Used = 12;
}
