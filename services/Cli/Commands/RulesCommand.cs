using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>Operators' rules, tried without a router. docs/rules.md has their format.</summary>
internal static class RulesCommand
{
    public static Command Create(CommandLineOutput output) =>
        new("rules", "Checks and tries the rules by which operators steer the router. Nothing is started or sent.")
        {
            RulesCheckCommand.Create(output),
            RulesTestCommand.Create(output),
        };
}
