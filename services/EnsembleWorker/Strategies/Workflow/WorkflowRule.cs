namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Which steps are carried out, and which one is the answer. Pure.</summary>
internal static class WorkflowRule
{
    /// <summary>
    /// Every condition over the step has to have come out its way, and of what it needs all have to have a result, or any where the step
    /// joins any. What is skipped or has failed has none, so that it takes with it what builds on it.
    /// </summary>
    /// <param name="outcomes">By place; those of all levels before the step's are there.</param>
    public static bool IsDue(WorkflowDefinition workflow, int step, IReadOnlyList<StepOutcome?> outcomes)
    {
        var definition = workflow.Steps[step];
        var needs = definition.Needs;
        return workflow
                .GatesOf(definition.Id)
                .All(gate => outcomes[gate.Condition] is StepOutcome.Decided decided && decided.Holds == gate.Holds)
            && (needs.Count == 0 || (definition.JoinsAny ? needs.Any(IsThere) : needs.All(IsThere)));

        bool IsThere(string id) => outcomes[workflow.PlaceOf(id)] is StepOutcome.Text or StepOutcome.Decided;
    }

    /// <summary>The first of the outputs that has a text; null for none.</summary>
    public static StepResult? Answer(WorkflowDefinition workflow, IReadOnlyList<StepOutcome?> outcomes) =>
        workflow.Output.Select(place => outcomes[place]).OfType<StepOutcome.Text>().FirstOrDefault()?.Result;

    /// <summary>Why there is no answer: the cause of the first output that failed, else that all were skipped.</summary>
    public static RunEnd.Failed NoAnswer(WorkflowDefinition workflow, IReadOnlyList<StepOutcome?> outcomes)
    {
        var ends = workflow
            .Output.Select(place => (workflow.Steps[place].Id, (outcomes[place] as StepOutcome.Nothing)?.Why ?? ""))
            .ToList();
        var causes = outcomes.OfType<StepOutcome.Nothing>().Select(nothing => nothing.Why);
        var cause = causes.FirstOrDefault(why => why != StepOutcome.Skipped) ?? "no_output";
        var listed = string.Join(", ", ends.Select(end => $"{end.Id} ({end.Item2})"));
        return new RunEnd.Failed(cause, $"No output of the workflow '{workflow.Name}' has a text: {listed}.");
    }
}
