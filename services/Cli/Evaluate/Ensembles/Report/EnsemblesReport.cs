using System.Globalization;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Ensembles.Rows;
using Spectre.Console;

namespace Orchestrator.Cli.Evaluate.Ensembles.Report;

/// <summary>The tables that people read.</summary>
internal sealed class EnsemblesReport(IAnsiConsole console, EnsemblesResult result)
{
    /// <summary>Losing cells that are told one by one; the picture and the JSON have all.</summary>
    private const int LosingMax = 12;

    public void Write()
    {
        foreach (var line in result.Method)
        {
            Line(line);
        }

        Line("In brackets: 95 % of resamples of worlds and questions.");
        console.WriteLine();
        Line($"All {result.Whole.Questions} questions:");
        console.Write(Rows());
        Line("Differences in accuracy, in points; and cells in which they are more than noise:");
        console.Write(Differences());
        EarlyStop();
        Losing(RowPair.VoteOverSingle);
        Losing(RowPair.EnsembleOverSingle);
        console.WriteLine();
        Line("Cell by cell, points against best-single:");
        console.Write(Cells());
        Router();
    }

    private Table Rows()
    {
        var table = New(["row", "accuracy", "calls", "tokens", "GPU s", "of it loads"]);
        foreach (var (name, row) in result.Whole.Rows)
        {
            table.AddRow(
                name,
                Points.Share(row.Score),
                Points.Number(row.Calls, "0.00"),
                Points.Number(row.Tokens, "0"),
                Points.Number(row.GpuSeconds, "0.00"),
                Points.Number(row.LoadSeconds, "0.00")
            );
        }

        return table;
    }

    private Table Differences()
    {
        var table = New(["difference", "points", "better", "undecided", "worse"]);
        foreach (var (pair, difference) in result.Whole.Differences)
        {
            table.AddRow(
                pair.Name,
                Points.Cell(difference),
                Count(pair, Verdict.Better),
                Count(pair, Verdict.Undecided),
                Count(pair, Verdict.Worse)
            );
        }

        Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Of {result.Cells.Count} cells without any difference, {0.025 * result.Cells.Count:0.#} would look better and as many worse by chance."
            )
        );
        return table;
    }

    private void EarlyStop() =>
        Line(
            $"Early stop needs {Points.Number(result.Whole.CallsSaved * 100, "0.0")} % fewer calls than the whole vote; accuracy {Points.Of(result.Whole.Differences[RowPair.StopOverVote])} points."
        );

    private void Losing(RowPair pair)
    {
        var losing = result.Losing(pair).ToList();
        Line($"Cells in which {pair.Row} loses to {pair.Against} by more than noise: {losing.Count}.");
        foreach (var cell in losing.Take(LosingMax))
        {
            Line($"  {cell.Name}: {Points.Of(cell.Differences[pair])}");
        }
    }

    private Table Cells()
    {
        var table = New(["cell", "single", "vote", "stop", "saved", "ensemble", "cascade", "auto", "several"]);
        foreach (var cell in result.Cells)
        {
            table.AddRow(
                cell.Name,
                Points.Number(cell.Rows[EnsembleRows.BestSingle].Score.Value * 100, "0.0"),
                Points.Marked(cell, RowPair.VoteOverSingle),
                Points.Marked(cell, RowPair.StopOverSingle),
                Points.Number(cell.CallsSaved * 100, "0") + " %",
                Points.Marked(cell, RowPair.EnsembleOverSingle),
                Points.Marked(cell, RowPair.CascadeOverSingle),
                Points.Marked(cell, RowPair.AutoOverSingle),
                Points.Number(cell.SeveralShare * 100, "0") + " %"
            );
        }

        Line("* more than noise. several: share of questions that the router gives to the ensemble.");
        return table;
    }

    private void Router()
    {
        Line("What the router decides for auto:quality, by what the ensemble is worth there:");
        var table = New(["ensemble against best-single", "cells", "given to several", "auto gains"]);
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var cells = RouterTable.Of(result, verdict);
            table.AddRow(
                verdict.ToString().ToLowerInvariant(),
                cells.Cells.ToString(CultureInfo.InvariantCulture),
                Points.Number(cells.SeveralShare * 100, "0.0") + " %",
                Points.Number(cells.AutoGain * 100, "+0.0;-0.0;0.0")
            );
        }

        console.Write(table);
        Line("What it expected of several answers, and what they gained:");
        console.Write(Gains());
    }

    private Table Gains()
    {
        var table = New(["expected, points", "questions", "mean expected", "measured", "given to several"]);
        foreach (var bin in result.Gains)
        {
            table.AddRow(
                $"{Points.Number(bin.From * 100, "0")} to {Points.Number(bin.To * 100, "0")}",
                bin.Questions.ToString(CultureInfo.InvariantCulture),
                Points.Number(bin.Expected * 100, "+0.0;-0.0;0.0"),
                Points.Number(bin.Measured * 100, "+0.0;-0.0;0.0"),
                Points.Number(bin.Chosen * 100, "0") + " %"
            );
        }

        return table;
    }

    private string Count(RowPair pair, Verdict verdict) =>
        result.Count(pair, verdict).ToString(CultureInfo.InvariantCulture);

    private void Line(string text) => console.WriteLine(text);

    private static Table New(string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (at, heading) in headings.Index())
        {
            var column = new TableColumn(heading).NoWrap();
            table.AddColumn(at == 0 ? column : column.RightAligned());
        }

        return table;
    }
}
