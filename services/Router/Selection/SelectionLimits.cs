using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Selection;

/// <summary>All limits that a decision knows.</summary>
/// <param name="MaxChoices">Choices in one answer at most.</param>
/// <param name="MaxReplicasPerModel">Of these, replicas of one model at most.</param>
/// <param name="MaxExclusions">Exclusions that are named at most.</param>
/// <param name="EnsembleMembers">Models that answer one ensemble at most.</param>
/// <param name="BusyRetryAfter">What a client is told to wait when every queue is full.</param>
/// <param name="TakeoverWait">How long after the last word of its owner a new owner of a replica is to be expected.</param>
/// <param name="TakeoverRetryAfter">What is told to wait until then.</param>
internal sealed record SelectionLimits(
    BreakerLimits Breakers,
    PendingLimits Pending,
    int MaxChoices,
    int MaxReplicasPerModel,
    int MaxExclusions,
    int EnsembleMembers,
    TimeSpan BusyRetryAfter,
    TimeSpan TakeoverWait,
    TimeSpan TakeoverRetryAfter,
    FinishLimits Finish,
    NearLimits Near,
    HedgeLimits Hedging,
    PatienceLimits Patience
)
{
    /// <summary>Pairs of a model and a replica of which the beginnings of prompts are remembered.</summary>
    public int PrefixPlaces { get; init; }

    /// <summary>Replicas without a model in memory that are looked at for it when many models are compared.</summary>
    public int ColdLookedAt { get; init; }

    /// <summary>Models that a run may use beside its members.</summary>
    public int StrategyReserve { get; init; }
}

/// <summary>Which replicas count as equally good.</summary>
/// <param name="Share">Of the best one's time, by which another one may be slower.</param>
/// <param name="Time">By which another one may be slower in any case.</param>
/// <param name="Most">Places that are kept to choose from.</param>
internal sealed record NearLimits(double Share, TimeSpan Time, int Most);

/// <summary>When an answer would come too late to be begun.</summary>
/// <param name="WaitMax">For a slot.</param>
/// <param name="RetryAfterMax">The longest that a client is told to wait.</param>
internal sealed record PatienceLimits(TimeSpan WaitMax, TimeSpan RetryAfterMax);
