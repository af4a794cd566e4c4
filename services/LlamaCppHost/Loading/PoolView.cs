namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>What the rules see of a loaded model.</summary>
/// <param name="IsWanted">It is the model that is asked for, but with other weights or another split over the GPU.</param>
internal sealed record PoolView(int Users, DateTimeOffset ExpiresAt, bool IsClosing, bool IsWanted);
