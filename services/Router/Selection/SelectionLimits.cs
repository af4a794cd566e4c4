namespace Orchestrator.Router.Selection;

/// <summary>All limits that a decision knows.</summary>
/// <param name="MaxChoices">Choices in one answer at most.</param>
/// <param name="MaxReplicasPerModel">Of these, replicas of one model at most.</param>
/// <param name="MaxExclusions">Exclusions that are named at most.</param>
/// <param name="ResidentPatience">
/// Rounds of calls (load / slots) up to which a replica that has the model in memory is preferred to an idle one that
/// would have to load it.
/// </param>
/// <param name="PlannedPatience">The same for a replica on which the plan keeps the model.</param>
/// <param name="EnsembleMembers">Models that answer one ensemble at most.</param>
/// <param name="BusyRetryAfter">What a client is told to wait when every queue is full.</param>
/// <param name="TakeoverWait">How long after the last word of its owner a new owner of a replica is to be expected.</param>
/// <param name="TakeoverRetryAfter">What is told to wait until then.</param>
internal sealed record SelectionLimits(
    CircuitLimits Circuit,
    PendingLimits Pending,
    int MaxChoices,
    int MaxReplicasPerModel,
    int MaxExclusions,
    double ResidentPatience,
    double PlannedPatience,
    int EnsembleMembers,
    TimeSpan BusyRetryAfter,
    TimeSpan TakeoverWait,
    TimeSpan TakeoverRetryAfter
);
