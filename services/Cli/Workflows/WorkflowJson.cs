using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Workflow;
using Orchestrator.Files;

namespace Orchestrator.Cli.Workflows;

/// <summary>Findings about a file of workflows for scripts.</summary>
internal static class WorkflowJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Korean stays readable; nothing of this ends up in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Check(FileReading<WorkflowSet> reading) =>
        JsonSerializer.Serialize(
            new
            {
                good = reading.IsGood,
                workflows = reading.Value?.Names.Select(name => Workflow(reading.Value.ByName[name])) ?? [],
                problems = reading.Problems.Select(problem => new
                {
                    problem.Line,
                    problem.Field,
                    problem.Message,
                }),
            },
            _options
        ) + "\n";

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
