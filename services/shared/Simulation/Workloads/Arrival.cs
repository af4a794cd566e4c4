using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Workloads;

/// <summary>One request of a workload.</summary>
/// <param name="Number">From 0, in order of arrival.</param>
/// <param name="At">Since the beginning; never before the one before.</param>
/// <param name="Model">Short name in lower case with its tag.</param>
/// <param name="Prompt">Its length, and what it may share with others.</param>
/// <param name="OutputTokens">Tokens that will be answered, at least 1. Schedulers do not know it.</param>
public sealed record Arrival(long Number, TimeSpan At, string Model, PromptShape Prompt, int OutputTokens)
{
    /// <summary>Who asks.</summary>
    public string Tenant { get; init; } = "default";
}
