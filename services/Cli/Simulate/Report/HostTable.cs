using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>What each host did under one policy, with the first seed.</summary>
internal static class HostTable
{
    /// <summary>More make no table that is read; JSON has them all.</summary>
    private const int RowsMax = 40;

    private static readonly string[] _numbers = ["answered", "busy", "loading", "loads", "waiting", "tokens/s"];

    public static Table Of(CaseResult one, PolicyKind policy)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("host").NoWrap());
        table.AddColumn(new TableColumn("GPU").NoWrap());
        foreach (var heading in _numbers)
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        var hosts = one.Of(policy).Seeds[0].Hosts;
        foreach (var (host, figures) in one.Case.Fleet.Hosts.Zip(hosts).Take(RowsMax))
        {
            table.AddRow(Row(host, figures));
        }

        if (hosts.Length > RowsMax)
        {
            table.Caption($"{hosts.Length - RowsMax} more hosts: --json has them all");
        }

        return table;
    }

    private static string[] Row(FleetHost host, HostFigures figures) =>
        [
            Markup.Escape(host.Name),
            Markup.Escape(host.Machine),
            FigureList.Whole(figures.Completed),
            FigureList.Percent(figures.Busy),
            FigureList.Percent(figures.Loading),
            FigureList.Whole(figures.Swaps),
            FigureList.Tenths(figures.QueuedMean),
            FigureList.Whole(figures.TokensPerSecond),
        ];
}
