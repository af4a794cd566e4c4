using System.Collections.Immutable;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>One request of a recorded trace.</summary>
/// <param name="Blocks">Ids of the prompt's blocks from its beginning; equal ids are equal text. Empty when not recorded.</param>
internal readonly record struct TraceRow(
    double ArrivalSeconds,
    int InputTokens,
    int OutputTokens,
    ImmutableArray<ulong> Blocks
);
