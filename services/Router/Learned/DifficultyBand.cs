namespace Orchestrator.Router.Learned;

/// <summary>Difficulties that are learned together: finer ones would take too long to fill.</summary>
internal enum DifficultyBand
{
    Easy,
    Middling,
    Hard,
}

internal static class DifficultyBands
{
    public const int Count = 3;

    /// <param name="difficulty">0 to 1; thirds of it.</param>
    public static DifficultyBand Of(double difficulty) =>
        difficulty < 1.0 / 3 ? DifficultyBand.Easy
        : difficulty < 2.0 / 3 ? DifficultyBand.Middling
        : DifficultyBand.Hard;
}
