namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>How a model has judged so far. A value: each verdict makes a new one.</summary>
internal sealed record JudgeHealth
{
    /// <summary>How many pairs the prior is worth: a judge of whom little is known is taken for a middling one.</summary>
    private const double PriorPairs = 8;

    /// <summary>Taken for a judge of whom nothing is known.</summary>
    private const double PriorConsistency = 0.7;

    public static JudgeHealth New { get; } = new();

    /// <summary>Times that it was asked about one order of a pair.</summary>
    public long Asked { get; init; }

    /// <summary>Times that its answer could be read.</summary>
    public long Read { get; init; }

    /// <summary>Pairs of which it judged both orders.</summary>
    public long Pairs { get; init; }

    /// <summary>Of these, pairs on which it said the same in both orders.</summary>
    public long Consistent { get; init; }

    /// <summary>Pairs of different lengths with a winner, and those in which the longer answer won.</summary>
    public long Decided { get; init; }

    public long LongerWon { get; init; }

    /// <summary>Sums over the decided pairs: of d, of d², and of d where the first one won, d being the log ratio of the lengths.</summary>
    private double Sum { get; init; }

    private double SquareSum { get; init; }

    private double WonSum { get; init; }

    private long FirstWon { get; init; }

    /// <summary>Share of the answers that could be read; 1 before the first one.</summary>
    public double VerdictRate => Asked == 0 ? 1 : (double)Read / Asked;

    /// <summary>Share of the pairs on which both orders agreed; a judge that takes a place and reads nothing has 0. Null before the first pair.</summary>
    public double? PositionConsistency => Pairs == 0 ? null : (double)Consistent / Pairs;

    /// <summary>
    /// Point-biserial correlation of winning with being longer (log ratio of the lengths), −1 to 1; null while it is not defined. Longer answers
    /// may well be better ones: it is a warning and no verdict.
    /// </summary>
    public double? LengthCorrelation
    {
        get
        {
            var lost = Decided - FirstWon;
            if (FirstWon == 0 || lost == 0)
            {
                return null;
            }

            var variance = (SquareSum / Decided) - (Sum / Decided * (Sum / Decided));
            var difference = (WonSum / FirstWon) - ((Sum - WonSum) / lost);
            return variance <= 1e-12
                ? null
                : Math.Clamp(difference / Math.Sqrt(variance) * Math.Sqrt((double)FirstWon * lost) / Decided, -1, 1);
        }
    }

    /// <summary>What its verdicts weigh, 0 to 1: its consistency, with a prior, times the share of its answers that can be read.</summary>
    public double Weight =>
        (Consistent + (PriorPairs * PriorConsistency))
        / (Pairs + PriorPairs)
        * ((Read + PriorPairs) / (Asked + PriorPairs));

    /// <param name="firstLength">Characters of the first candidate's answer.</param>
    /// <param name="secondLength">Of the second one's.</param>
    public JudgeHealth With(PairVerdict verdict, int firstLength, int secondLength)
    {
        var read = (verdict.Straight is null ? 0 : 1) + (verdict.Swapped is null ? 0 : 1);
        var after = this with { Asked = Asked + 2, Read = Read + read };
        return verdict.IsConsistent is not { } isConsistent
            ? after
            : (after with { Pairs = Pairs + 1, Consistent = Consistent + (isConsistent ? 1 : 0) }).WithLengths(
                verdict.Outcome,
                firstLength,
                secondLength
            );
    }

    private JudgeHealth WithLengths(PairOutcome outcome, int firstLength, int secondLength)
    {
        if (outcome is not (PairOutcome.First or PairOutcome.Second) || firstLength == secondLength)
        {
            return this;
        }

        var (isFirst, ratio) = (outcome == PairOutcome.First, Math.Log((firstLength + 1.0) / (secondLength + 1.0)));
        return this with
        {
            Decided = Decided + 1,
            LongerWon = LongerWon + (isFirst == ratio > 0 ? 1 : 0),
            FirstWon = FirstWon + (isFirst ? 1 : 0),
            Sum = Sum + ratio,
            SquareSum = SquareSum + (ratio * ratio),
            WonSum = WonSum + (isFirst ? ratio : 0),
        };
    }
}
