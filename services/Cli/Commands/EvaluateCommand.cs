using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>How good decisions would have been, by recorded data.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandLineOutput output) =>
        new("evaluate", "Judges decisions by recorded data. Nothing is started and nothing is sent.")
        {
            EvaluateRoutingCommand.Create(output),
            EvaluateEnsemblesCommand.Create(output),
        };
}
