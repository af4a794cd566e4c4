using System.Collections.Immutable;

namespace Orchestrator.Router.Fleet;

/// <summary>What one owner says of its replicas.</summary>
/// <param name="Lost">True when it has not been heard for too long: its replicas count as unreachable.</param>
/// <param name="HeardAt">When it was last heard, by this process's clock.</param>
internal sealed record OwnerState(
    ImmutableDictionary<string, ReplicaSnapshot> Replicas,
    bool Lost,
    DateTimeOffset HeardAt
)
{
    /// <summary>Strategies of several model calls that it carries out.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [];
}
