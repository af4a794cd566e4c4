namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>What became of a step of a workflow.</summary>
internal abstract record StepOutcome
{
    public const string Skipped = "skipped";

    private StepOutcome() { }

    /// <summary>It has a text that others can build on.</summary>
    public sealed record Text(StepResult Result) : StepOutcome;

    /// <summary>What a condition came to.</summary>
    public sealed record Decided(bool Holds) : StepOutcome;

    /// <param name="Why">"skipped", or why it failed, in snake case.</param>
    public sealed record Nothing(string Why) : StepOutcome;
}
