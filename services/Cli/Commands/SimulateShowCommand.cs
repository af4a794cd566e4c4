using System.CommandLine;
using Orchestrator.Cli.Output;
using Orchestrator.Files;
using Orchestrator.Simulation.BuiltIns;

namespace Orchestrator.Cli.Commands;

/// <summary>A built-in fleet or mix as it is written.</summary>
internal static class SimulateShowCommand
{
    public static Command Create(CommandLineOutput output)
    {
        var name = new Argument<string>("name") { Description = "f1, f2, f3, m1 or m2." };
        var command = new Command("show", "Prints a built-in fleet or mix, as a file to begin an own one with.")
        {
            name,
        };
        command.SetAction(parsed => Show(output, parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Show(CommandLineOutput output, string name)
    {
        if (BuiltIn.Text(name) is { } text)
        {
            output.Out.Write(text);
            return ExitCode.Good;
        }

        var known = string.Join(", ", BuiltIn.Names);
        output.Error.WriteLine($"Nothing built in is called {Quoted.Of(name)}; there are {known}.");
        return ExitCode.Usage;
    }
}
