namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What became of one part of a plan: a text at best, for nothing is executed.</summary>
/// <param name="Number">Of the part in the plan, from 1.</param>
internal sealed record DebateResult(int Number, DebatePart Part, DebateMember Member, StepResult Step)
{
    public bool IsWritten => Step.IsCompleted && !string.IsNullOrWhiteSpace(Step.Text);
}
