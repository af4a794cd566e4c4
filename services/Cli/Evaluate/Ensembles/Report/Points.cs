using System.Globalization;
using Orchestrator.Cli.Evaluate.Ensembles.Figures;
using Orchestrator.Cli.Evaluate.Measures;
using Spectre.Console;

namespace Orchestrator.Cli.Evaluate.Ensembles.Report;

/// <summary>How figures are written: accuracies and their differences in hundredths.</summary>
internal static class Points
{
    private const string Signed = "+0.0;-0.0;0.0";

    public static string Number(double number, string format) =>
        double.IsNaN(number) ? "–" : number.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>For a cell of a table.</summary>
    public static string Share(Interval share) => Markup.Escape(Between(share, "0.0"));

    /// <summary>For a cell of a table.</summary>
    public static string Cell(Interval difference) => Markup.Escape(Of(difference));

    public static string Of(Interval difference) => Between(difference, Signed);

    /// <summary>With a star where the difference is more than noise.</summary>
    public static string Marked(CellFigures cell, RowPair pair) =>
        cell.Differences.TryGetValue(pair, out var difference)
            ? Number(difference.Value * 100, Signed) + (IntervalVerdict.Of(difference) == Verdict.Undecided ? " " : "*")
            : "–";

    private static string Between(Interval interval, string format) =>
        Number(interval.Value * 100, format)
        + $" [{Number(interval.Low * 100, format)} {Number(interval.High * 100, format)}]";
}
