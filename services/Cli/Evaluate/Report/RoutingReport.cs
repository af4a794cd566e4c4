using System.Globalization;
using Orchestrator.Cli.Evaluate.Measures;
using Orchestrator.Files;
using Spectre.Console;

namespace Orchestrator.Cli.Evaluate.Report;

/// <summary>The tables that people read.</summary>
internal sealed class RoutingReport(IAnsiConsole console, RoutingResult result)
{
    private const string None = "–";

    private static readonly (string Heading, Metric Metric)[] _calls =
    [
        ("APGR", Metric.Apgr),
        ("CPT50", Metric.Cpt50),
        ("CPT80", Metric.Cpt80),
    ];

    private static readonly (string Heading, Metric Metric)[] _budgets =
    [
        ("1/4", Metric.Quarter),
        ("1/2", Metric.Half),
        ("3/4", Metric.ThreeQuarters),
        ("all budgets", Metric.Area),
    ];

    public void Write()
    {
        Line($"{result.Set.Rows} prompts of {result.Set.Domains.Length} domains, {result.Set.Models.Length} models.");
        Line($"{result.Method} In brackets: 95 % of resamples of domains.");
        foreach (var note in result.Notes)
        {
            Line(note);
        }

        Line(
            $"Strong (best on average): {Quoted.Of(result.Strong)}. Weak (cheapest of the others): {Quoted.Of(result.Weak)}."
        );
        console.WriteLine();
        Line("Score and cost: at the cost of the best single model, or for less (random: half of the calls each).");
        Line("APGR: part of the gap between weak and strong that is won back, over all shares of strong calls.");
        Line("CPT: share of strong calls that wins back 50 or 80 % of the gap; less is better.");
        console.Write(Calls());
        Budgets();
        Line("Differences between rows, over the same resamples (+ is better, but for CPT):");
        console.Write(Differences());
    }

    private Table Calls()
    {
        var table = New(["router", "score", "cost", .. _calls.Select(call => call.Heading)]);
        foreach (var name in result.Sheet.Names)
        {
            table.AddRow([
                name,
                Show(Of(name, Metric.Score)),
                Cost(Of(name, Metric.Cost).Value),
                .. _calls.Select(call => Show(Of(name, call.Metric))),
            ]);
        }

        return table;
    }

    private void Budgets()
    {
        if (!result.Sheet.Names.Any(name => Of(name, Metric.Area).IsKnown))
        {
            Line("The best single model is the cheapest one, too: there are no budgets in between to compare at.");
            return;
        }

        Line(
            "Score at budgets: a quarter, half, three quarters of the way from the cheapest to the best single model's cost."
        );
        var table = New(["router", .. _budgets.Select(budget => budget.Heading)]);
        foreach (var name in result.Sheet.Names.Where(name => Of(name, Metric.Area).IsKnown))
        {
            table.AddRow([name, .. _budgets.Select(budget => Show(Of(name, budget.Metric)))]);
        }

        console.Write(table);
    }

    private Table Differences()
    {
        var table = New(["rows", "figure", "difference", "verdict"]);
        foreach (var comparison in result.Sheet.Comparisons)
        {
            table.AddRow(
                $"{comparison.Row} − {comparison.Against}",
                RoutingJson.NameOf(comparison.Metric),
                Signed(comparison.Difference),
                Verdicts.Of(comparison)
            );
        }

        return table;
    }

    private Interval Of(string name, Metric metric) => result.Sheet.Of(name, metric);

    private void Line(string text) => console.WriteLine(text);

    private static Table New(string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings)
        {
            var column = new TableColumn(heading).NoWrap();
            table.AddColumn(heading is "router" or "rows" or "figure" or "verdict" ? column : column.RightAligned());
        }

        return table;
    }

    private static string Show(Interval interval) => interval.IsKnown ? Text(interval, "0.000", "#.000") : None;

    private static string Signed(Interval interval) => Text(interval, "+0.0000;-0.0000;0.0000", "+.0000;-.0000;0");

    private static string Text(Interval interval, string format, string inBrackets)
    {
        var value = interval.Value.ToString(format, CultureInfo.InvariantCulture);
        return $"{value} {Markup.Escape($"[{Bound(interval.Low)} {Bound(interval.High)}]")}";

        string Bound(double number) => number.ToString(inBrackets, CultureInfo.InvariantCulture);
    }

    private static string Cost(double cost) =>
        double.IsNaN(cost) ? None : cost.ToString("g3", CultureInfo.InvariantCulture);
}
