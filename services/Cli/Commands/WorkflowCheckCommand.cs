using System.CommandLine;
using Orchestrator.Cli.Output;
using Orchestrator.Cli.Workflows;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.Cli.Commands;

/// <summary>Says everything that is wrong with a file of workflows, exactly as the worker reads it.</summary>
internal static class WorkflowCheckCommand
{
    public static Command Create(CommandLineOutput output)
    {
        var file = new Argument<string>("file") { Description = "The file of the workflows." };
        var json = new Option<bool>("--json") { Description = "The findings as JSON on standard output." };
        var command = new Command("check", "Says everything that is wrong with a file; status 2 when something is.")
        {
            file,
            json,
        };
        command.SetAction(parsed =>
        {
            var reading = WorkflowSource.Read(parsed.GetRequiredValue(file), new WorkflowOptions());
            if (parsed.GetValue(json))
            {
                output.Out.Write(WorkflowJson.Check(reading));
            }
            else if (reading.IsGood)
            {
                WorkflowReport.Write(reading.Value, output.Out);
            }
            else
            {
                foreach (var problem in reading.Problems)
                {
                    output.Error.WriteLine(problem);
                }
            }

            return reading.IsGood ? ExitCode.Good : ExitCode.Usage;
        });
        return command;
    }
}
