namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Limits for workflows that were checked before.</summary>
internal static class WorkflowLimits
{
    /// <summary>What the options can be set to at most.</summary>
    public static WorkflowOptions Widest(WorkflowOptions options) =>
        new()
        {
            MaxSteps = 200,
            MaxDepth = 200,
            MaxPromptCharacters = 200_000,
            MatchTimeout = options.MatchTimeout,
        };
}
