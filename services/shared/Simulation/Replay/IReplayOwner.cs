using System.Collections.Immutable;
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

    /// <summary>What runs and waits, by model; the same array until it changes.</summary>
    ImmutableArray<HostWork> Work { get; }

    /// <summary>The load that is under way; null when there is none.</summary>
    HostLoading? Loading { get; }

    /// <summary>When <see cref="Expire"/> may have something to do; null while it has not.</summary>
    DateTimeOffset? NextExpiry { get; }

    /// <summary>How long a model stays in memory after a call.</summary>
    TimeSpan KeepAliveOf(string model);

    IReadOnlyList<OwnerDecision> Arrive(Arrival request, DateTimeOffset now);

    IReadOnlyList<OwnerDecision> Finish(long call, DateTimeOffset now);

    /// <summary>The caller of a call that waits has left.</summary>
    IReadOnlyList<OwnerDecision> Cancel(long call, DateTimeOffset now);

    IReadOnlyList<OwnerDecision> Expire(DateTimeOffset now);

    /// <summary>The owner has begun to load a model, for whomever.</summary>
    void LoadBegan(string model, DateTimeOffset now);

    /// <summary>That load has ended.</summary>
    /// <param name="contextTokens">What the model has now.</param>
    /// <returns>Whose turn it is now.</returns>
    IReadOnlyList<OwnerDecision> LoadEnded(string model, bool isDone, int contextTokens, DateTimeOffset now);

    /// <summary>What a look has shown of the host's memory.</summary>
    /// <param name="loaded">What is there, or on its way there.</param>
    IReadOnlyList<OwnerDecision> Saw(IReadOnlyList<SeenRunner> loaded, DateTimeOffset now);

    /// <param name="loaded">Context of the model in memory, as far as is known; null when it is not there.</param>
    /// <returns>The num_ctx to load with; null when there is nothing to ask for.</returns>
    int? ContextToLoad(Arrival request, int? loaded);

    /// <param name="asked">What was loaded with.</param>
    /// <param name="loaded">What is there now.</param>
    /// <returns>The num_ctx of the call itself.</returns>
    int? ContextToCall(Arrival request, int? asked, int? loaded);

    /// <summary>The owner has looked at its host, as it does all the time.</summary>
    /// <param name="loaded">What is in memory.</param>
    /// <returns>What it does of its own accord, for no call.</returns>
    IReadOnlyList<OwnerErrand> Looked(IReadOnlyList<SeenRunner> loaded, DateTimeOffset now) => [];

    /// <summary>One of its errands has come to an end.</summary>
    void ErrandEnded(OwnerErrand errand, bool isDone)
    {
        // Who runs none need not know.
    }
}

/// <summary>An empty request: a model is to be in memory, and to stay so long.</summary>
public sealed record OwnerErrand(string Model, TimeSpan KeepAlive)
{
    /// <summary>The num_ctx; null leaves it to the host.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Calls wait for it, in the owner's queue.</summary>
    public bool IsForCalls { get; init; }

    /// <summary>The model is there: it only hears how long to stay.</summary>
    public bool IsTouch { get; init; }
}

/// <param name="ExpiresAt">As the host shows it.</param>
/// <param name="Bytes">Memory that it takes.</param>
public readonly record struct SeenRunner(string Name, DateTimeOffset ExpiresAt, int ContextTokens = 0, long Bytes = 0);

/// <param name="IsAdmitted">False: refused.</param>
public readonly record struct OwnerDecision(long Call, bool IsAdmitted)
{
    /// <summary>Of a refusal: the host was at fault, and not the load on it.</summary>
    public bool IsFault { get; init; }

    /// <summary>Set: this is about no call, but something to do.</summary>
    public OwnerErrand? Errand { get; init; }
}
