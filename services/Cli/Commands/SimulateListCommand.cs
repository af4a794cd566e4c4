using System.CommandLine;
using Orchestrator.Cli.Output;
using Orchestrator.Cli.Simulate.Report;

namespace Orchestrator.Cli.Commands;

/// <summary>What can be named in the options of <c>simulate</c>.</summary>
internal static class SimulateListCommand
{
    public static Command Create(CommandLineOutput output)
    {
        var json = new Option<bool>("--json") { Description = "The list as JSON on standard output." };
        var command = new Command("list", "Lists the built-in fleets and mixes, the policies, GPUs and models.")
        {
            json,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                output.Out.Write(KnownNames.Json());
            }
            else
            {
                output.Results(KnownNames.Write);
            }

            return ExitCode.Good;
        });
        return command;
    }
}
