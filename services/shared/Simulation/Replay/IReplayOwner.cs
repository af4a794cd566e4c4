using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Replay;

/// <summary>
/// What the worker that owns a host decides: who may run, and with which options a model is called. The same for all
/// policies.
/// </summary>
public interface IReplayOwner
{
    int InFlight { get; }

    int Queued { get; }

    /// <summary>When <see cref="Expire"/> has something to do; null while nobody waits.</summary>
    DateTimeOffset? NextExpiry { get; }

    /// <summary>How long a model stays in memory after a call.</summary>
    TimeSpan KeepAlive { get; }

    IReadOnlyList<OwnerDecision> Arrive(long call, DateTimeOffset now);

    IReadOnlyList<OwnerDecision> Finish(long call, DateTimeOffset now);

    /// <summary>The caller of a call that waits has left.</summary>
    IReadOnlyList<OwnerDecision> Cancel(long call, DateTimeOffset now);

    IReadOnlyList<OwnerDecision> Expire(DateTimeOffset now);

    /// <param name="loaded">Context of the model in memory, as far as is known; null when it is not there.</param>
    /// <returns>The num_ctx to load with; null when there is nothing to ask for.</returns>
    int? ContextToLoad(Arrival request, int? loaded);

    /// <param name="asked">What was loaded with.</param>
    /// <param name="loaded">What is there now.</param>
    /// <returns>The num_ctx of the call itself.</returns>
    int? ContextToCall(Arrival request, int? asked, int? loaded);
}

/// <param name="IsAdmitted">False: refused.</param>
public readonly record struct OwnerDecision(long Call, bool IsAdmitted);
