namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>The answer that is most like the others. Pure.</summary>
internal static class Medoid
{
    /// <param name="texts">At least one.</param>
    /// <returns>An index into <paramref name="texts"/>; the first of several that are equally like the others.</returns>
    public static int Of(IReadOnlyList<string> texts)
    {
        var grams = texts.Select(TextGrams.Of).ToList();
        var sums = grams.Select((one, at) => grams.Where((_, other) => other != at).Sum(one.Similarity)).ToList();
        return sums.IndexOf(sums.Max());
    }
}
