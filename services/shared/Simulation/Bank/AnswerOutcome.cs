namespace Orchestrator.Simulation.Bank;

/// <summary>Whether a model answers a question rightly, and what it says.</summary>
/// <param name="Probability">That it is right, over all questions of this task and difficulty.</param>
public sealed record AnswerOutcome(bool IsRight, string Text, double Probability);
