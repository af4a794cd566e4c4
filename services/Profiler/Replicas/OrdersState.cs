using System.Collections.Immutable;
using Orchestrator.Contracts.Profiler.V1;

namespace Orchestrator.Profiler.Replicas;

/// <summary>What all workers are told.</summary>
/// <param name="Revision">Of the stored state; the same at all profilers.</param>
internal sealed record OrdersState(long Revision, ImmutableArray<ReplicaWish> Wishes, ImmutableArray<ReplicaPlan> Plans)
{
    public static readonly OrdersState None = new(0, [], []);
}
