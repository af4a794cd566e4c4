namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>How alike each two of several texts are.</summary>
internal sealed class Likeness
{
    /// <summary>Texts that are compared; of more than these only the first ones are.</summary>
    public const int TextsMax = 64;

    private readonly double[,] _values;

    private Likeness(double[,] values) => _values = values;

    public int Count => _values.GetLength(0);

    /// <summary>0 to 1; a text is 1 like itself. Texts beyond the limit are like nothing.</summary>
    public double this[int one, int other] =>
        one == other ? 1
        : one < Count && other < Count ? _values[one, other]
        : 0;

    public static Likeness Of(IReadOnlyList<string> texts)
    {
        var similarities = texts.Take(TextsMax).Select(TextSimilarity.Of).ToList();
        var values = new double[similarities.Count, similarities.Count];
        for (var one = 0; one < similarities.Count; one++)
        {
            for (var other = 0; other < one; other++)
            {
                values[one, other] = values[other, one] = similarities[one].To(similarities[other]);
            }
        }

        return new Likeness(values);
    }
}
