using System.Globalization;
using Orchestrator.Cli.Output;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Replay;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>Tells people the result: what was simulated, a table for each case, and what added hosts change.</summary>
internal sealed class SimulationReport(IAnsiConsole console)
{
    public const string Notice = "SIMULATED: a model of Ollama hosts in virtual time. No real machine was involved.";

    public void Write(SimulationResult result)
    {
        console.MarkupLineInterpolated($"[bold]{Notice}[/]");
        foreach (var one in result.Cases)
        {
            console.WriteLine();
            new CaseHeader(result.Request, one.Case).Write(console);
            Table("How long users wait", FigureTable.Of(one, FigureList.Waiting));
            Table("What the fleet does", FigureTable.Of(one, FigureList.Work));
            Compare(one, result.Request.Focus);
            console.WriteLine("bound: what no policy can do better, not even one that knows the future.");
            console.WriteLine();
            Table($"Hosts under {result.Request.Focus.Name}", HostTable.Of(one, result.Request.Focus));
        }

        foreach (var sentence in AdditionComparison.Sentences(result))
        {
            console.WriteLine();
            console.WriteLine(sentence);
        }

        if (result.Request.Seeds.Length > 1)
        {
            console.WriteLine();
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Medians of {result.Request.Seeds.Length} seeds; below each the worst seed of every figure by itself. Hosts: the first seed."
                )
            );
        }
    }

    private void Compare(CaseResult one, PolicyKind focus)
    {
        if (one.Policies.Length > 1)
        {
            Table($"{focus.Name} over the others, seed by seed", RatioTable.Of(one, focus));
        }
    }

    private void Table(string title, Table table)
    {
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        foreach (var column in table.Columns)
        {
            column.PadLeft(0);
        }

        // A table whose cells are cut off helps nobody: a narrow terminal wraps its lines itself. Sentences keep to it.
        var width = console.Profile.Width;
        console.Profile.Width = Math.Max(width, CommandLineOutput.FixedWidth);
        console.Write(table);
        console.Profile.Width = width;
    }
}
