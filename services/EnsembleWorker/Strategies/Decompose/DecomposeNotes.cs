using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>What the log of a decomposition says. Pure.</summary>
internal static class DecomposeNotes
{
    public const string PlanInvalid = "plan_invalid";

    /// <summary>A plan that can be carried out with its parts; one that cannot with what is wrong.</summary>
    public static RunNote Plan(StepResult step, DecomposeOptions options)
    {
        if (!step.IsCompleted)
        {
            return StepNotes.Failure(step);
        }

        var reading = PlanReading.Of(step.Text, options);
        return reading.Plan is { } plan ? Good(step, plan) : Invalid(step, reading.Problems);
    }

    public static RunNote Part(StepResult step, Plan plan, int part) =>
        step is { IsCompleted: true, HasText: false }
            ? StepNotes.Empty(step)
            : StepNotes.Answer(
                step,
                EventNames.ExecutionResult,
                new { plan.Parts[part].Question, depends_on = NeedsOf(plan, part) }
            );

    /// <summary>Parts for which nothing is left.</summary>
    public static RunNote LeftOut(IEnumerable<PlanPart> parts) =>
        new(
            EventNames.Error,
            PayloadJson.Of(
                new
                {
                    cause = StepCauses.BudgetExhausted,
                    message = "The run's budget leaves these parts without an answer.",
                    left_out = parts.Select(part => part.Step),
                }
            )
        );

    public static string Completed(StepResult answer, IReadOnlyList<StepResult> steps, PlanEnd plan) =>
        EndPayload.Of(
            answer,
            steps,
            new
            {
                plan = new
                {
                    plan.Result,
                    parts = plan.Plan?.Parts.Count ?? 0,
                    depth = plan.Plan?.Depth ?? 0,
                    plan.Problems,
                    plan.LeftOut,
                },
            }
        );

    private static RunNote Good(StepResult step, Plan plan) =>
        StepNotes.Answer(
            step,
            further: new
            {
                parts = plan.Parts.Select(
                    (part, at) =>
                        new
                        {
                            part.Step,
                            part.Question,
                            depends_on = NeedsOf(plan, at),
                        }
                ),
            }
        );

    private static IEnumerable<string> NeedsOf(Plan plan, int part) => plan.NeedsOf(part).Select(need => need.Step);

    private static RunNote Invalid(StepResult step, IReadOnlyList<string> problems) =>
        new(
            EventNames.Error,
            PayloadJson.Of(
                new
                {
                    step.Step,
                    step.Model,
                    step.Replica,
                    cause = PlanInvalid,
                    message = "The plan cannot be carried out.",
                    problems,
                }
            )
        );
}
