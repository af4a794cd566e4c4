namespace Orchestrator.Profiler.Discovery;

/// <summary>An address at which a worker may be, and how it was found: one of <c>ReplicaSources</c>.</summary>
internal sealed record OwnerAddress(Uri Address, string Source);
