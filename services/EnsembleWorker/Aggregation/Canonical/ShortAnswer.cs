namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>The short answer in a text.</summary>
/// <param name="Key">The same for answers that mean the same.</param>
/// <param name="Written">As the model wrote it, cleaned: for people.</param>
internal sealed record ShortAnswer(string Key, string Written)
{
    /// <summary>Of a quantity with a unit the number alone, of a percentage the share, too: who leaves the unit out gives the same answer.</summary>
    public IReadOnlyList<string> Bare { get; init; } = [];
}
