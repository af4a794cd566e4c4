namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>What the owner knows of one model of its replica.</summary>
/// <param name="IsLoaded">As last seen.</param>
/// <param name="ExpiresAt">When the replica will unload it, as last seen.</param>
/// <param name="InUse">Calls that run or wait.</param>
/// <param name="LastUsedAt">When a call came or ended last.</param>
/// <param name="Told">The keep_alive that the replica was told last; null when this owner told it none.</param>
internal sealed record ModelSight(
    string Model,
    bool IsLoaded,
    DateTimeOffset? ExpiresAt = null,
    int InUse = 0,
    DateTimeOffset? LastUsedAt = null,
    TimeSpan? Told = null
);
