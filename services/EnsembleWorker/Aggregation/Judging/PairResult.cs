namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>What the judges found about a pair, each with its weight.</summary>
/// <param name="FirstWins">Judges for whom the first one won in both orders.</param>
/// <param name="SecondWins">The second one.</param>
/// <param name="Ties">Judges who found no difference, or another winner once the order was changed.</param>
internal sealed record PairResult(CandidatePair Pair, double FirstWins, double SecondWins, double Ties)
{
    /// <summary>Nothing is known of the pair: no judge has given two verdicts.</summary>
    public bool IsEmpty => FirstWins + SecondWins + Ties <= 0;

    /// <returns>The index of the candidate that more judges found better, by weight; null for a tie and when nothing is known.</returns>
    public int? Winner =>
        FirstWins > SecondWins ? Pair.First
        : SecondWins > FirstWins ? Pair.Second
        : null;

    /// <param name="verdicts">One for each judge.</param>
    public static PairResult Of(CandidatePair pair, IEnumerable<(PairVerdict Verdict, double Weight)> verdicts)
    {
        var all = verdicts.ToList();
        return new PairResult(pair, Sum(PairOutcome.First), Sum(PairOutcome.Second), Sum(PairOutcome.Tie));

        double Sum(PairOutcome outcome) => all.Where(each => each.Verdict.Outcome == outcome).Sum(each => each.Weight);
    }

    /// <summary>One for a win, a half for anything else that was judged.</summary>
    public double PointsOf(int candidate) =>
        (candidate != Pair.First && candidate != Pair.Second) || IsEmpty ? 0
        : Winner is { } winner ? (winner == candidate ? 1 : 0)
        : 0.5;
}
