using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>What one judge said of a pair in both orders; null where it said nothing that can be read.</summary>
/// <param name="Straight">With the first candidate as "A".</param>
/// <param name="Swapped">With the first candidate as "B".</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairVerdict(JudgeChoice? Straight, JudgeChoice? Swapped)
{
    /// <summary>
    /// A candidate wins only when it wins in both orders. So neither a judge's liking for a place nor a candidate that says "A is better" can
    /// decide: whoever pleads for a label pleads for the other candidate once the labels have changed.
    /// </summary>
    public PairOutcome Outcome =>
        (Straight, Swapped) switch
        {
            (null, _) or (_, null) => PairOutcome.Unknown,
            (JudgeChoice.A, JudgeChoice.B) => PairOutcome.First,
            (JudgeChoice.B, JudgeChoice.A) => PairOutcome.Second,
            _ => PairOutcome.Tie,
        };

    /// <summary>Whether both orders were judged alike; null when one of them was not judged.</summary>
    public bool? IsConsistent =>
        Straight is null || Swapped is null
            ? null
            : Outcome != PairOutcome.Tie || Straight == Swapped && Straight == JudgeChoice.Tie;

    /// <summary>
    /// The same verdict with no win for a candidate that talks to judges (see <see cref="JudgeAddress"/>) over one that does not.
    /// </summary>
    public PairVerdict WithoutPleading(string first, string second)
    {
        var (isFirst, isSecond) = (JudgeAddress.IsIn(first), JudgeAddress.IsIn(second));
        var isWonByPleading = isFirst != isSecond && Outcome == (isFirst ? PairOutcome.First : PairOutcome.Second);
        return isWonByPleading ? new PairVerdict(JudgeChoice.Tie, JudgeChoice.Tie) : this;
    }
}

internal enum JudgeChoice
{
    A,
    B,
    Tie,
}

internal enum PairOutcome
{
    /// <summary>The first candidate is better in both orders.</summary>
    First,

    Second,

    /// <summary>As good as each other, or the winner changed with the order.</summary>
    Tie,

    /// <summary>An order was not judged.</summary>
    Unknown,
}
