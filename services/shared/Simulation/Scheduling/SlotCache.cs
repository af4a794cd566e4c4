namespace Orchestrator.Simulation.Scheduling;

/// <summary>One slot of a runner: who is in it, and the prompt that its cache holds.</summary>
/// <param name="RequestId">0 while the slot is free.</param>
/// <param name="Prompt">The one evaluated last.</param>
/// <param name="FreedAt">Counts the releases of the runner's slots: the lowest is the least recently used slot.</param>
public readonly record struct SlotCache(long RequestId, PromptShape Prompt, long FreedAt)
{
    /// <summary>Ids of requests are positive.</summary>
    internal const long Nobody = 0;

    internal static SlotCache Fresh { get; } = new(Nobody, PromptShape.None, 0);

    internal bool IsFree => RequestId == Nobody;
}
