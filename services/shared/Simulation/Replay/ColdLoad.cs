namespace Orchestrator.Simulation.Replay;

/// <summary>A load that the owner has ordered, and the calls that wait for it.</summary>
/// <param name="RequestId">Of the empty request that loads.</param>
/// <param name="AskedContext">The num_ctx that it was ordered with.</param>
internal sealed record ColdLoad(long RequestId, string Model, int? AskedContext)
{
    /// <summary>With what each of them would have loaded itself.</summary>
    public List<(Flight Call, int? Context)> Waiting { get; } = [];
}
