using System.Globalization;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.Cli.Workflows;

/// <summary>A good file of workflows, one line for each: how clients ask for it, and what it takes at most.</summary>
internal static class WorkflowReport
{
    public static void Write(WorkflowSet workflows, TextWriter output)
    {
        foreach (var name in workflows.Names)
        {
            var workflow = workflows.ByName[name];
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"workflow:{name}: {workflow.Steps.Count} steps, {workflow.ModelCalls} of them model calls, {workflow.Graph.Levels.Count} one after another, version {workflow.Version}."
                )
            );
        }
    }
}
