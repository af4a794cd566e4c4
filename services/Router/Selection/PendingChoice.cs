namespace Orchestrator.Router.Selection;

/// <summary>A choice of this router that its owner has not counted yet.</summary>
internal readonly record struct PendingChoice(string RunId, DateTimeOffset ChosenAt)
{
    public bool HasExpired(DateTimeOffset now, PendingLimits limits) => ChosenAt + limits.Expiry <= now;

    /// <summary>
    /// True until the owner has reported since the choice, and the choice has had time to arrive and be reported: owners
    /// report each change, so a later silence means that there is nothing to add.
    /// </summary>
    public bool IsOnItsWay(DateTimeOffset countedAt, DateTimeOffset now, PendingLimits limits) =>
        !HasExpired(now, limits) && (countedAt <= ChosenAt || now < ChosenAt + limits.Transit);
}
