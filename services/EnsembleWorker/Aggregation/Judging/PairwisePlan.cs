using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>Which candidates are compared next. Pure: the plan follows from the results so far.</summary>
/// <remarks>
/// Up to four candidates all pairs are compared. Of more, in rounds as at a chess tournament (Swiss): who has won as often meets, the
/// same two twice only if nobody else is left, and it ends after ⌈log₂ n⌉ + 1 rounds. Each pair is judged in both orders by each judge.
/// </remarks>
internal static class PairwisePlan
{
    /// <summary>Up to so many candidates all pairs are compared.</summary>
    public const int AllPairsMax = 4;

    /// <param name="candidates">How many there are, the one that is expected to be best first.</param>
    /// <param name="done">Pairs that were judged, with or without a winner.</param>
    /// <param name="mostPairs">Pairs that may be judged altogether.</param>
    /// <returns>Pairs that may be judged at once; empty at the end.</returns>
    public static IReadOnlyList<CandidatePair> Next(int candidates, IReadOnlyList<PairResult> done, int mostPairs)
    {
        var left = mostPairs - done.Count;
        if (candidates < 2 || left <= 0)
        {
            return [];
        }

        var met = done.Select(result => result.Pair).ToHashSet();
        var next =
            candidates <= AllPairsMax
                ? All(candidates).Where(pair => !met.Contains(pair))
                : Round(candidates, done, met);
        return [.. next.Take(left)];
    }

    private static IEnumerable<CandidatePair> All(int candidates) =>
        from first in Enumerable.Range(0, candidates)
        from second in Enumerable.Range(first + 1, candidates - first - 1)
        select new CandidatePair(first, second);

    private static List<CandidatePair> Round(int candidates, IReadOnlyList<PairResult> done, HashSet<CandidatePair> met)
    {
        // A round has half as many pairs as candidates; one that was cut short is not begun again.
        var rounds = done.Count / (candidates / 2);
        if (rounds > Math.Ceiling(Math.Log2(candidates)) || done.Count % (candidates / 2) != 0)
        {
            return [];
        }

        var waiting = Enumerable
            .Range(0, candidates)
            .OrderByDescending(candidate => done.Sum(result => result.PointsOf(candidate)))
            .ThenBy(candidate => candidate)
            .ToList();
        var pairs = new List<CandidatePair>();
        while (waiting.Count > 1)
        {
            var first = waiting[0];
            var second = waiting
                .Skip(1)
                .FirstOrDefault(other => !met.Contains(CandidatePair.Of(first, other)), waiting[1]);
            pairs.Add(CandidatePair.Of(first, second));
            waiting.Remove(first);
            waiting.Remove(second);
        }

        return pairs;
    }
}

/// <summary>Two candidates by their indexes, the lower one first.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CandidatePair(int First, int Second)
{
    public static CandidatePair Of(int one, int other) => new(Math.Min(one, other), Math.Max(one, other));

    /// <summary>The two questions to a judge: each candidate stands first once.</summary>
    public IReadOnlyList<(int A, int B)> Orders => [(First, Second), (Second, First)];
}
