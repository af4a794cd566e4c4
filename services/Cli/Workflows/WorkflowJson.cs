using Orchestrator.Cli.Output;
using Orchestrator.EnsembleWorker.Strategies.Workflow;
using Orchestrator.Files;

namespace Orchestrator.Cli.Workflows;

/// <summary>Findings about a file of workflows for scripts.</summary>
internal static class WorkflowJson
{
    public static string Check(FileReading<WorkflowSet> reading) =>
        FindingsJson.Of(
            new
            {
                good = reading.IsGood,
                workflows = reading.Value?.Names.Select(name => Workflow(reading.Value.ByName[name])) ?? [],
                problems = FindingsJson.Problems(reading),
            }
        );

    private static object Workflow(WorkflowDefinition workflow) =>
        new
        {
            workflow.Name,
            workflow.Description,
            workflow.Version,
            model_calls = workflow.ModelCalls,
            levels = workflow.Graph.Levels.Select(level => level.Select(place => workflow.Steps[place].Id)),
            output = workflow.Output.Select(place => workflow.Steps[place].Id),
        };
}
