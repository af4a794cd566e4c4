using System.Globalization;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Replay;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>What one policy is to each of the others.</summary>
internal static class RatioTable
{
    private const string None = "–";

    public static Table Of(CaseResult one, PolicyKind policy)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("over").NoWrap());
        foreach (var figure in FigureList.Compared)
        {
            table.AddColumn(new TableColumn(figure.Heading).RightAligned().NoWrap());
        }

        var own = one.Of(policy);
        foreach (var other in one.Policies.Where(other => other.Policy != policy))
        {
            Add(table, other.Policy.Name, figure => FigureRatio.Median(figure, own, other));
            if (own.Seeds.Length > 1)
            {
                Add(table, "  worst", figure => FigureRatio.Worst(figure, own, other));
            }
        }

        return table;
    }

    private static void Add(Table table, string name, Func<Figure, double?> ratio) =>
        table.AddRow([name, .. FigureList.Compared.Select(figure => Show(ratio(figure)))]);

    private static string Show(double? ratio) =>
        ratio is not { } known ? None
        : double.IsInfinity(known) ? "never"
        : string.Create(CultureInfo.InvariantCulture, $"{known:0.00}");
}
