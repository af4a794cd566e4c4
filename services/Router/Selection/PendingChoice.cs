using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>A choice of this router that its owner has not counted yet.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PendingChoice(string RunId, DateTimeOffset ChosenAt)
{
    /// <summary>Key of the model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Of a call that runs alone there, without a load.</summary>
    public double WorkSeconds { get; init; }

    /// <summary>Of the load that it causes; 0 when the model was in memory or on its way there.</summary>
    public double LoadSeconds { get; init; }

    public bool HasExpired(DateTimeOffset now, PendingLimits limits) => ChosenAt + limits.Expiry <= now;

    /// <summary>
    /// True until the owner has reported since the choice, and the choice has had time to arrive and be reported: owners
    /// report each change, so a later silence means that there is nothing to add.
    /// </summary>
    public bool IsOnItsWay(DateTimeOffset countedAt, DateTimeOffset now, PendingLimits limits) =>
        !HasExpired(now, limits) && (countedAt <= ChosenAt || now < ChosenAt + limits.Transit);
}
