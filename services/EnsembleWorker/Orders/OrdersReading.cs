using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Orders;

/// <summary>What became of a profiler's message.</summary>
/// <param name="Orders">Null when the message is refused.</param>
/// <param name="Problem">Why it is refused, as the end of a sentence.</param>
/// <param name="LeftOut">Names of added replicas that make no sense.</param>
internal sealed record OrdersReading(OrdersSnapshot? Orders, string? Problem, ImmutableArray<string> LeftOut);
