using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies.Graphs;

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
            return NodeNotes.Failure(step);
        }

        var reading = PlanReading.Of(step.Text, options);
        return reading.Plan is { } plan ? Good(step, plan) : Invalid(step, reading.Problems);
    }

    public static RunNote Part(StepResult step, Plan plan, int part) =>
        !NodeNotes.HasText(step)
            ? NodeNotes.Failure(
                step.IsCompleted ? step with { Cause = "empty_answer", Message = "It is empty." } : step
            )
            : new RunNote(
                EventNames.ExecutionResult,
                PayloadJson.Of(
                    new
                    {
                        step.Step,
                        plan.Parts[part].Question,
                        depends_on = plan.NeedsOf(part).Select(need => need.Step),
                        step.Model,
                        step.Replica,
                        step.Simulated,
                        content = step.Text,
                        step.Reason,
                        step.PromptTokens,
                        step.OutputTokens,
                        step.Replaced,
                    }
                )
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
        PayloadJson.Of(
            new
            {
                answer.Step,
                answer.Model,
                answer.Replica,
                answer.Simulated,
                answer.Reason,
                prompt_tokens = steps.Sum(step => step.PromptTokens),
                output_tokens = steps.Sum(step => step.OutputTokens),
                plan = new
                {
                    plan.Result,
                    parts = plan.Plan?.Parts.Count ?? 0,
                    depth = plan.Plan?.Depth ?? 0,
                    plan.Problems,
                    plan.LeftOut,
                },
                members = steps.Select(NodeNotes.Member),
            }
        );

    private static RunNote Good(StepResult step, Plan plan) =>
        new(
            EventNames.AiResponse,
            PayloadJson.Of(
                new
                {
                    step.Step,
                    step.Model,
                    step.Replica,
                    step.Simulated,
                    content = step.Text,
                    step.Reason,
                    step.PromptTokens,
                    step.OutputTokens,
                    step.Replaced,
                    parts = plan.Parts.Select(
                        (part, at) =>
                            new
                            {
                                part.Step,
                                part.Question,
                                depends_on = plan.NeedsOf(at).Select(need => need.Step),
                            }
                    ),
                }
            )
        );

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
