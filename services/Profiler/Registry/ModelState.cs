using System.Collections.Immutable;
using Orchestrator.Profiler.Models;

namespace Orchestrator.Profiler.Registry;

/// <summary>What is known of a model, whatever replica has it.</summary>
internal sealed record ModelState(KnownModel Facts)
{
    public ModelId Id => Facts.Id;

    public ImmutableSortedSet<string> Replicas { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public ModelSettings Settings { get; init; } = ModelSettings.Default;

    /// <summary>Set by the capability table and the probes.</summary>
    public ImmutableArray<ModelSkill> Skills { get; init; } = [];

    /// <summary>Of cloud models.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>The largest that a replica has measured; 0 while none has.</summary>
    public ulong MeasuredBytes { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Parameters in billions; 0 while unknown.</summary>
    public double ParametersBillion { get; } = ProfileMath.ParametersBillion(Facts.ParameterSize);

    /// <summary>Memory that a load needs: what an operator says, else what was measured, else an estimate.</summary>
    public ulong VramRequiredBytes =>
        Settings.VramRequiredBytes > 0 ? Settings.VramRequiredBytes
        : MeasuredBytes > 0 ? MeasuredBytes
        : MemoryNeed.Estimate(Facts.SizeBytes, ParametersBillion, Facts.ContextTokens);
}

/// <summary>How good a model is at one kind of task in one language.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="Probes">Own questions asked, of which <paramref name="ProbesRight"/> were answered rightly.</param>
/// <param name="ProbeLow">95 % interval of the share of right answers.</param>
/// <param name="Sources">Where the figure comes from.</param>
internal sealed record ModelSkill(
    string Task,
    string Language,
    double Score,
    double StandardError,
    uint ProbesRight,
    uint Probes,
    double ProbeLow,
    double ProbeHigh,
    ImmutableArray<string> Sources
);

internal sealed record ModelPrice(double InputPerMillion, double OutputPerMillion, string Currency);
