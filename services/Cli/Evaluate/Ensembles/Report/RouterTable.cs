using Orchestrator.Cli.Evaluate.Ensembles.Figures;

namespace Orchestrator.Cli.Evaluate.Ensembles.Report;

/// <summary>What the router decides in cells where the ensemble is better, no different, or worse.</summary>
/// <param name="SeveralShare">Of the questions there, those that it gives to several models.</param>
/// <param name="AutoGain">What its decisions gain against one call.</param>
internal sealed record RouterTable(int Cells, double SeveralShare, double AutoGain)
{
    public static RouterTable Of(EnsemblesResult result, Verdict verdict)
    {
        var cells = result
            .Cells.Where(cell => IntervalVerdict.Of(cell.Differences[RowPair.EnsembleOverSingle]) == verdict)
            .ToList();
        return new RouterTable(
            cells.Count,
            cells.Select(cell => cell.SeveralShare).DefaultIfEmpty(double.NaN).Average(),
            cells.Select(cell => cell.Differences[RowPair.AutoOverSingle].Value).DefaultIfEmpty(double.NaN).Average()
        );
    }
}
