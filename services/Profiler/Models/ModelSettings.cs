using System.Collections.Immutable;

namespace Orchestrator.Profiler.Models;

/// <summary>What operators set for a model, by its name: it holds for whatever weights the name stands for.</summary>
/// <param name="OptimalFor">Tasks for which they prefer it.</param>
/// <param name="Priority">1 to 10; a higher one wins among equals.</param>
/// <param name="VramRequiredBytes">0: measured or estimated.</param>
/// <param name="Pinned">Stays in memory wherever the plan puts it.</param>
/// <param name="Revision">Grows with each edit; 0 before the first.</param>
internal sealed record ModelSettings(
    ImmutableArray<string> OptimalFor,
    uint Priority,
    bool Enabled,
    ulong VramRequiredBytes,
    bool Pinned,
    ulong Revision
)
{
    public const uint UsualPriority = 5;

    public static readonly ModelSettings Default = new([], UsualPriority, Enabled: true, 0, Pinned: false, 0);
}
