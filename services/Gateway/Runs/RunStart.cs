using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Runs;

/// <summary>How a question began: the first token is there, or there will be no answer.</summary>
internal abstract record RunStart
{
    private RunStart() { }

    /// <summary>The caller owns the run and disposes it, which ends the replica's work if it is not done.</summary>
    public sealed record Started(Run Run) : RunStart;

    public sealed record Refused(GatewayError Error) : RunStart;
}
