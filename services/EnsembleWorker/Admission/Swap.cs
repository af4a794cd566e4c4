using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A load that was decided on and waits for the last calls of what has to make room for it.</summary>
/// <param name="Yielding">Models of which no further call is admitted until the load has ended.</param>
internal sealed record Swap(string Model, ImmutableHashSet<string> Yielding)
{
    public static readonly ImmutableHashSet<string> NoModels = ImmutableHashSet.Create<string>(
        StringComparer.OrdinalIgnoreCase
    );
}
