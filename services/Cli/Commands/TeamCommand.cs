using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>The roles of the strategy "team", looked at without a worker. docs/teams.md has their format.</summary>
internal static class TeamCommand
{
    public static Command Create(CommandLineOutput output) =>
        new("team", "Checks the file of the roles of a team. Nothing is started or sent.")
        {
            TeamCheckCommand.Create(output),
        };
}
