using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Placement;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>What a step asks one model. Pure.</summary>
internal static class StepQuestions
{
    /// <param name="run">The run's request.</param>
    /// <param name="order">The step.</param>
    /// <param name="model">The step's own model, or one that takes its place.</param>
    /// <param name="maxTokens">The limit that the budget sets; null for none.</param>
    public static Question Of(StartRunRequest run, StepOrder order, string model, uint? maxTokens) =>
        new()
        {
            Model = model,
            Messages = order.Messages,
            Sampling = Limited(SamplingOf(run, order), maxTokens),
            Format = order.JsonSchema is { } schema ? new ResponseFormat { JsonSchema = schema } : null,
            Role = order.Role,
            Step = new RunStep(run.Strategy, order.Name, run.Task, run.Language),
            Terms = new PlacementTerms { Tenant = run.Tenant, Priority = run.Priority },
        };

    public static Sampling SamplingOf(StartRunRequest run, StepOrder order) =>
        order.Sampling ?? run.Sampling ?? new Sampling();

    private static Sampling Limited(Sampling sampling, uint? maxTokens)
    {
        if (maxTokens is not { } most || (sampling.HasMaxTokens && sampling.MaxTokens <= most))
        {
            return sampling;
        }

        var limited = sampling.Clone();
        limited.MaxTokens = most;
        return limited;
    }
}
