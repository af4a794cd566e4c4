using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>Operators' workflows, looked at without a worker. docs/workflows.md has their format.</summary>
internal static class WorkflowCommand
{
    public static Command Create(CommandLineOutput output) =>
        new("workflow", "Checks the file of the operators' workflows. Nothing is started or sent.")
        {
            WorkflowCheckCommand.Create(output),
        };
}
