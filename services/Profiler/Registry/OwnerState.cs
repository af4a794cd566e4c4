using System.Collections.Immutable;

namespace Orchestrator.Profiler.Registry;

/// <summary>A worker as the view shows it. Its key is the address at which it wants to be dialled.</summary>
internal sealed record OwnerState(string Worker, string Address, bool IsReachable, ImmutableSortedSet<string> Replicas);
