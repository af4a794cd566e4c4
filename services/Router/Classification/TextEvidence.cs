namespace Orchestrator.Router.Classification;

/// <summary>Collects what one turn's text says about the task.</summary>
internal static class TextEvidence
{
    // People ask at the start or at the end; what lies far from both is material, and counts for less.
    private const int HeadChars = 400;
    private const int TailChars = 300;
    private const double MaterialShare = 0.3;
    private const double FenceWeight = 6;

    public static List<Evidence> Collect(Prose prose)
    {
        var marks = MarkScanner.Scan(prose.Text);
        var found = new List<Evidence>();
        CollectMarks(prose.Text, marks, found);
        CollectPairs(prose.Text, marks, found);
        StructureEvidence.Collect(prose.Text, marks, found);
        if (prose.HasFence)
        {
            found.Add(new Evidence(TaskType.Code, FenceWeight, "code_fence"));
        }

        return found;
    }

    // A marker counts once per text, at its best place: a word that is repeated is not more true.
    private static void CollectMarks(string text, List<Mark> marks, List<Evidence> found)
    {
        // Where the best one of each marker is, counted from one.
        Span<int> places = stackalloc int[MarkerRules.MarkerCount];
        foreach (var mark in marks)
        {
            if (!MarkerRules.TryGet(mark, out var task, out var weight))
            {
                continue;
            }

            weight *= ShareAt(text, mark.Start);
            ref var place = ref places[(int)mark.Marker];
            if (place == 0)
            {
                found.Add(new Evidence(task, weight, "keyword", Detail(mark), mark.Phrase));
                place = found.Count;
            }
            else if (found[place - 1].Weight < weight)
            {
                found[place - 1] = new Evidence(task, weight, "keyword", Detail(mark), mark.Phrase);
            }
        }
    }

    private static void CollectPairs(string text, List<Mark> marks, List<Evidence> found)
    {
        for (var rule = 0; rule < MarkerRules.Pairs.Length; rule++)
        {
            var pair = MarkerRules.Pairs[rule];
            var best = default(Evidence);
            for (var i = 0; i < marks.Count; i++)
            {
                if (marks[i].Marker != pair.First || Nearest(marks, i, pair.Second) is not { } other)
                {
                    continue;
                }

                var weight = pair.Weight * ShareAt(text, marks[i].Start);
                if (weight > best.Weight)
                {
                    best = new Evidence(pair.Task, weight, "request", rule, marks[i].Phrase, other.Phrase);
                }
            }

            if (best.Weight > 0)
            {
                found.Add(best);
            }
        }
    }

    private static int Detail(Mark mark) => ((int)mark.Marker * 2) + (mark.IsRequest ? 1 : 0);

    private static Mark? Nearest(List<Mark> marks, int from, Marker wanted)
    {
        var place = marks[from];
        for (var i = from - 1; i >= 0 && place.Start - marks[i].End <= PairRule.Reach; i--)
        {
            // Only Korean puts the object before its verb.
            if (marks[i].Marker == wanted && Hangul.IsLetter(place.Phrase[0]))
            {
                return marks[i];
            }
        }

        for (var i = from + 1; i < marks.Count && marks[i].Start - place.End <= PairRule.Reach; i++)
        {
            if (marks[i].Marker == wanted && !Hangul.IsLetter(place.Phrase[0]))
            {
                return marks[i];
            }
        }

        return null;
    }

    private static double ShareAt(string text, int position) =>
        position < HeadChars || position > text.Length - TailChars ? 1 : MaterialShare;
}
