using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

/// <summary>A line of models that was trained together.</summary>
/// <param name="Words">How the name or the architecture is written, in lower case; several words must all be there.</param>
/// <param name="AgeYears">Release relative to September 2024.</param>
/// <param name="Mode">"plain", "thinking" (always) or "hybrid" (on request).</param>
/// <param name="Focus">"code", "math", "reasoning" or empty.</param>
internal sealed record KnownFamily(
    ImmutableArray<ImmutableArray<string>> Words,
    string Name,
    string Vendor,
    double AgeYears,
    string Mode,
    string Focus
);
