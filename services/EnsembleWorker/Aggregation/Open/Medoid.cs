namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>
/// The answer that is most like the others (minimum Bayes risk under the likeness of <see cref="TextSimilarity"/>). Pure.
/// </summary>
internal static class Medoid
{
    /// <param name="texts">At least one.</param>
    /// <returns>An index into <paramref name="texts"/>; the first of several that are equally like the others.</returns>
    public static int Of(IReadOnlyList<string> texts) =>
        Of(texts, [.. Enumerable.Repeat(1.0, texts.Count)], Likeness.Of(texts));

    /// <param name="weights">How much it counts to be like each of them.</param>
    /// <param name="likeness">Of the same texts.</param>
    public static int Of(IReadOnlyList<string> texts, IReadOnlyList<double> weights, Likeness likeness)
    {
        var worth = TextWorth.Of(texts);
        var (best, most) = (0, double.NegativeInfinity);
        for (var at = 0; at < texts.Count; at++)
        {
            // A text is like itself as well: between two texts the weightier one is taken.
            var like = Enumerable.Range(0, texts.Count).Sum(other => weights[other] * likeness[at, other]);
            if (worth[at] * like > most + 1e-9)
            {
                (best, most) = (at, worth[at] * like);
            }
        }

        return best;
    }
}
