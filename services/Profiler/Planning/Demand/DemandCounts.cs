using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Planning.Demand;

/// <summary>What was counted of one model on one replica since its owner took it over.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DemandCounts(long Calls, long PromptTokens, long OutputTokens)
{
    /// <summary>Of one model on one replica, under one epoch of its lease: within it counts only grow.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Key(string Replica, ulong Epoch, string Model);

    public static DemandCounts operator +(DemandCounts one, DemandCounts other) =>
        new(one.Calls + other.Calls, one.PromptTokens + other.PromptTokens, one.OutputTokens + other.OutputTokens);

    /// <summary>What was added; counts that are smaller than before have begun anew and are all new.</summary>
    public DemandCounts Since(DemandCounts before) =>
        Calls < before.Calls
            ? this
            : new(
                Calls - before.Calls,
                Math.Max(0, PromptTokens - before.PromptTokens),
                Math.Max(0, OutputTokens - before.OutputTokens)
            );
}
