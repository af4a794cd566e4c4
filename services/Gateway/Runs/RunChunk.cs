using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Runs;

/// <summary>
/// One piece of an answer: exactly one of the three is set. A struct, because there is one per token.
/// </summary>
/// <param name="Delta">A piece of the text, of the thinking, or tool calls.</param>
/// <param name="Finished">The end of a complete answer.</param>
/// <param name="Failure">The end of an answer that broke off.</param>
internal readonly record struct RunChunk(Delta? Delta, Finished? Finished, GatewayError? Failure)
{
    public static RunChunk Of(Delta delta) => new(delta, null, null);

    public static RunChunk Of(Finished finished) => new(null, finished, null);

    public static RunChunk Of(GatewayError failure) => new(null, null, failure);
}
