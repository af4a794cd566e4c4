using Orchestrator.Cli.Evaluate.Ensembles.Rows;
using Orchestrator.Cli.Evaluate.Measures;

namespace Orchestrator.Cli.Evaluate.Ensembles.Figures;

/// <summary>All figures of one cell, of one file, or of everything together.</summary>
internal sealed record CellFigures(
    string Name,
    int Questions,
    IReadOnlyDictionary<string, RowFigures> Rows,
    IReadOnlyDictionary<RowPair, Interval> Differences
)
{
    /// <summary>What the router expected of several answers, on average; NaN where it does not decide.</summary>
    public double ExpectedGain { get; init; } = double.NaN;

    /// <summary>Share of questions that it gave to several models.</summary>
    public double SeveralShare { get; init; } = double.NaN;

    /// <summary>Share of the whole vote's calls that early stop did not need.</summary>
    public double CallsSaved => 1 - (Rows[EnsembleRows.EarlyStop].Calls / Rows[EnsembleRows.WeightedVote].Calls);

    public static CellFigures Of(
        string name,
        Tally tally,
        EnsemblesSettings settings,
        int seed,
        CancellationToken cancellationToken
    )
    {
        var pairs = RowPair
            .All.Where(pair => tally.Rows.Contains(pair.Row) && tally.Rows.Contains(pair.Against))
            .ToList();
        double[][][] series = [.. tally.Rows.Select(tally.Scores), .. pairs.Select(tally.Differences)];
        var intervals = NestedBootstrap.Of(series, settings.Resamples, new Random(seed), cancellationToken);
        return new CellFigures(
            name,
            tally.Questions,
            tally.Rows.Index().ToDictionary(row => row.Item, row => Row(tally, row.Item, intervals[row.Index])),
            pairs.Index().ToDictionary(pair => pair.Item, pair => intervals[tally.Rows.Count + pair.Index])
        )
        {
            ExpectedGain = tally.Mean(EnsembleRows.Auto, outcome => outcome.ExpectedGain),
            SeveralShare = tally.Mean(EnsembleRows.Auto, outcome => outcome.IsSeveral ? 1 : 0),
        };
    }

    private static RowFigures Row(Tally tally, string row, Interval score) =>
        new(
            score,
            tally.Mean(row, outcome => outcome.Calls),
            tally.Mean(row, outcome => outcome.Tokens),
            tally.Mean(row, outcome => outcome.WorkSeconds),
            tally.Mean(row, outcome => outcome.LoadSeconds)
        );
}
