using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Ensembles.Grid;

namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>What came out of an evaluation.</summary>
/// <param name="Method">What was asked and how, in sentences.</param>
/// <param name="IsSimulated">True for the simulator's question bank.</param>
/// <param name="Cells">Of the grid in its order; of recorded answers the tasks.</param>
/// <param name="Whole">All cells together.</param>
/// <param name="Gains">What the router expected against what was measured.</param>
internal sealed record EnsemblesResult(
    IReadOnlyList<string> Method,
    bool IsSimulated,
    IReadOnlyList<CellFigures> Cells,
    CellFigures Whole,
    IReadOnlyList<GainBin> Gains
)
{
    /// <summary>Where each cell is in the grid; empty for recorded answers.</summary>
    public IReadOnlyList<GridCell> Places { get; init; } = [];

    public int Count(RowPair pair, Verdict verdict) =>
        Cells.Count(cell => cell.Differences.TryGetValue(pair, out var found) && IntervalVerdict.Of(found) == verdict);

    /// <summary>Cells in which the first row loses to the second by more than noise, the worst first.</summary>
    public IEnumerable<CellFigures> Losing(RowPair pair) =>
        Cells
            .Where(cell =>
                cell.Differences.TryGetValue(pair, out var found) && IntervalVerdict.Of(found) == Verdict.Worse
            )
            .OrderBy(cell => cell.Differences[pair].Value);
}
