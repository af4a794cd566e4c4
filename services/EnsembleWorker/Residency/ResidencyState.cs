using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>What the rule remembers of one replica.</summary>
/// <param name="Loading">The load that is under way; one at a time.</param>
/// <param name="Wanted">Since when models that stay are missing.</param>
/// <param name="NotBefore">When a load that failed may be tried again.</param>
internal sealed record ResidencyState(
    string? Loading,
    ImmutableDictionary<string, DateTimeOffset> Wanted,
    ImmutableDictionary<string, DateTimeOffset> NotBefore
)
{
    private static readonly ImmutableDictionary<string, DateTimeOffset> _none = ImmutableDictionary<
        string,
        DateTimeOffset
    >.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    public static readonly ResidencyState Empty = new(null, _none, _none);
}
