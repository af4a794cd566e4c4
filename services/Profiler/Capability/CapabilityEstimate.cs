using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

/// <summary>How good a model is at one kind of task in one language, and how sure that is.</summary>
/// <param name="Task">One of <see cref="TaskAbilities.Tasks"/>.</param>
/// <param name="Language">"en", "ko" or "other".</param>
/// <param name="Score">
/// 0 to 1: the expected share of right answers to questions that a model of ten billion parameters of September 2024
/// answers rightly in <see cref="CapabilityTable.OrdinaryScore"/> of the cases.
/// </param>
/// <param name="StandardError">Of the score.</param>
/// <param name="Sources">Where the figures come from that speak for this model or its family; empty when none does.</param>
internal sealed record CapabilityEstimate(
    string Task,
    string Language,
    double Score,
    double StandardError,
    ImmutableArray<string> Sources
);
