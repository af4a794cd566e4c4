namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>One prompt and what became of it. The prompt itself is not kept, only what it looks like.</summary>
/// <param name="Domain">Empty where the line says none.</param>
/// <param name="Features">See <see cref="Router.Learned.Prompts.PromptShape"/>.</param>
/// <param name="Scores">By model, 0 to 1.</param>
/// <param name="Costs">By model, in dollars; null where the line says none.</param>
internal sealed record OutcomeLine(
    string Domain,
    float[] Features,
    IReadOnlyDictionary<string, double> Scores,
    IReadOnlyDictionary<string, double>? Costs
)
{
    /// <summary>Answers to choose from, or tests, that stood beside the prompt and were read as a part of it.</summary>
    public bool HasChoices { get; init; }
}
