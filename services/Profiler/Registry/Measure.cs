using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Registry;

/// <summary>What an owner has learned of one model on one replica. Counters only grow within one epoch of its lease.</summary>
internal sealed record Measure(string Digest)
{
    public MeasureCounts Counts { get; init; }

    /// <summary>Tokens per second of one call that runs alone.</summary>
    public Estimate Prefill { get; init; }

    public Estimate Decode { get; init; }

    /// <summary>Seconds of a cold load.</summary>
    public Estimate Load { get; init; }

    /// <summary>Decode tokens per second of one call while n calls run, from n = 2.</summary>
    public ImmutableArray<Estimate> DecodeAtConcurrency { get; init; } = [];

    /// <summary>By language of the prompt.</summary>
    public ImmutableArray<LanguageEstimate> TokensPerChar { get; init; } = [];

    /// <summary>Calls that run at once before one waits inside the replica; 0 while unknown.</summary>
    public uint Slots { get; init; }

    public ulong VramBytes { get; init; }

    public ulong TotalBytes { get; init; }

    public uint LoadedContextTokens { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }
}

internal readonly record struct LanguageEstimate(string Language, Estimate Estimate);

[StructLayout(LayoutKind.Auto)]
internal readonly record struct MeasureCounts(
    ulong Calls,
    ulong FailedCalls,
    ulong PromptTokens,
    ulong OutputTokens,
    ulong Loads
)
{
    public static MeasureCounts operator +(MeasureCounts one, MeasureCounts other) =>
        new(
            one.Calls + other.Calls,
            one.FailedCalls + other.FailedCalls,
            one.PromptTokens + other.PromptTokens,
            one.OutputTokens + other.OutputTokens,
            one.Loads + other.Loads
        );
}
