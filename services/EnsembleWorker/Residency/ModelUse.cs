using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Residency;

/// <param name="Calls">That run or wait.</param>
/// <param name="LastAt">When one came or ended last.</param>
/// <param name="Told">The keep_alive that the replica was told last.</param>
internal sealed record ModelUse(int Calls, DateTimeOffset? LastAt, TimeSpan? Told)
{
    /// <summary>Stands for a keep_alive that a caller chose: never what a plan wants.</summary>
    public static readonly TimeSpan SaidByCaller = TimeSpan.MinValue;

    public static readonly ModelUse Unused = new(0, null, null);

    public static readonly ImmutableDictionary<string, ModelUse> None = ImmutableDictionary<
        string,
        ModelUse
    >.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <param name="expiresAt">As last seen; null when it is not in memory.</param>
    public ModelSight Sight(string model, bool isLoaded, DateTimeOffset? expiresAt) =>
        new(model, isLoaded, expiresAt, Calls, LastAt, Told);
}
