using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Results;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>Policies and the bound below each other, figures beside each other.</summary>
internal static class FigureTable
{
    public const string Bound = "bound";

    private const string None = "–";

    public static Table Of(CaseResult one, ImmutableArray<Figure> figures)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("policy").NoWrap());
        foreach (var figure in figures)
        {
            table.AddColumn(new TableColumn(figure.Heading).RightAligned().NoWrap());
        }

        foreach (var policy in one.Policies)
        {
            Add(table, policy.Policy.Name, figures, figure => figure.Median(policy.Seeds));
            if (policy.Seeds.Length > 1)
            {
                Add(table, "  worst", figures, figure => figure.Worst(policy.Seeds));
            }
        }

        if (figures.Any(figure => figure.Median(one.Bounds) is not null))
        {
            Add(table, Bound, figures, figure => figure.Median(one.Bounds));
        }

        return table;
    }

    private static void Add(Table table, string name, ImmutableArray<Figure> figures, Func<Figure, double?> value) =>
        table.AddRow([name, .. figures.Select(figure => value(figure) is { } known ? figure.Show(known) : None)]);
}
