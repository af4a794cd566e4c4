using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Runs.Answers;

/// <summary>
/// What is known of an answer before its first piece: an ensemble thinks for longer than clients wait for a sign of life, and
/// with that the headers go out.
/// </summary>
internal sealed class RunPlan
{
    private RouteResponse? _decision;

    /// <summary>Set from the thread that starts the run, read from the one that shows life.</summary>
    public RouteResponse? Decision
    {
        get => Volatile.Read(ref _decision);
        set => Volatile.Write(ref _decision, value);
    }
}
