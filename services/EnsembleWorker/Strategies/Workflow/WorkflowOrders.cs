using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>The model calls of a workflow. Pure.</summary>
internal sealed class WorkflowOrders(
    StartRunRequest request,
    IReadOnlyList<RunModel> models,
    WorkflowDefinition workflow,
    WorkflowOptions options
)
{
    public StepOrder Of(WorkflowStep.Model step, IReadOnlyList<string> said, Func<string, string?> textOf)
    {
        var isOutput = workflow.Output.Contains(workflow.PlaceOf(step.Id));
        return new StepOrder
        {
            Name = step.Id,
            Model = step.ModelName,
            Instead = step.Instead ?? Reserve.Others(models, step.ModelName, options.Replacements),
            Role = step.Role,
            Messages = StepPrompt.Of(request.Messages, said, step.Prompt, textOf, options.MaxInsertCharacters),
            JsonSchema = step.Schema,
            Sampling = Sampling(step, isOutput),
            Limit = step.Timeout,
            // With several outputs nobody knows yet whose text the answer will be.
            IsAnswer = isOutput && workflow.Output.Count == 1,
            Tell = WorkflowNotes.Model,
        };
    }

    private Sampling Sampling(WorkflowStep.Model step, bool isOutput)
    {
        var sampling =
            step.Schema is not null ? StepSampling.Structured(request)
            : isOutput ? request.Sampling?.Clone() ?? new Sampling()
            : StepSampling.Inner(request);
        if (step.Temperature is { } temperature)
        {
            sampling.Temperature = temperature;
        }

        if (step.MaxTokens is { } most)
        {
            sampling.MaxTokens = (uint)most;
        }

        return sampling;
    }
}
