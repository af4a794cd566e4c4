namespace Orchestrator.Simulation.Replay;

/// <summary>A load that the owner has ordered, and the calls that wait for it.</summary>
/// <param name="RequestId">Of the empty request that loads.</param>
/// <param name="Errand">Set when the owner ordered it for no call.</param>
internal sealed record ColdLoad(long RequestId, string Model, OwnerErrand? Errand = null)
{
    /// <summary>With what each of them would have loaded itself. The first one began the load, unless it is an errand.</summary>
    public List<(Flight Call, int? Context)> Waiting { get; } = [];

    /// <summary>Calls at the owner wait for the model: set of a touch too, when its model has gone and is to come back.</summary>
    public bool IsAwaited { get; set; } = Errand is not { IsTouch: true };

    /// <summary>Negative, because requests count up from 0.</summary>
    public static long IdOf(long number) => -number;

    public static bool IsIdOfOne(long requestId) => requestId < 0;
}
