namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Names the features that said most for the task that won, against the one that came next.</summary>
internal readonly ref struct NgramEvidence(NgramModel model, ReadOnlySpan<float> scales, int best, int next)
{
    private const int NameLimit = 4;

    // Words that said less than this are not evidence.
    private const float Worthwhile = 0.05f;

    private readonly ReadOnlySpan<float> _scales = scales;

    public List<string> Name(string text, Span<FeatureTrace> traces)
    {
        foreach (ref var trace in traces)
        {
            trace.Said =
                (model.WeightOf(trace.Bucket, best) - model.WeightOf(trace.Bucket, next)) * _scales[trace.Block];
        }

        var names = new List<string>(NameLimit);
        while (names.Count < NameLimit && Strongest(traces) is var place && place >= 0)
        {
            var found = traces[place];
            names.Add(string.Concat("ngram:", text.AsSpan(found.Start, found.Length)));
            Forget(traces, found);
        }

        return names;
    }

    /// <returns>-1 where nothing is left that is worth a word.</returns>
    private static int Strongest(ReadOnlySpan<FeatureTrace> traces)
    {
        var (place, most) = (-1, Worthwhile);
        for (var i = 0; i < traces.Length; i++)
        {
            (place, most) = traces[i].Said > most ? (i, traces[i].Said) : (place, most);
        }

        return place;
    }

    // Its repetitions, and what overlaps with it, would say the same again.
    private static void Forget(Span<FeatureTrace> traces, FeatureTrace found)
    {
        foreach (ref var trace in traces)
        {
            var overlaps = trace.Start < found.Start + found.Length && found.Start < trace.Start + trace.Length;
            trace.Said = overlaps || trace.Bucket == found.Bucket ? 0 : trace.Said;
        }
    }
}
