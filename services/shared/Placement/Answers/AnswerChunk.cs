using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Answers;

/// <summary>
/// One piece of an answer: exactly one of the three is set. A struct, because there is one per token.
/// </summary>
/// <param name="Delta">A piece of the text, of the thinking, or tool calls.</param>
/// <param name="Finished">The end of a complete answer.</param>
/// <param name="Failure">The end of an answer that broke off.</param>
internal readonly record struct AnswerChunk(Delta? Delta, Finished? Finished, PlacementError? Failure)
{
    public static AnswerChunk Of(Delta delta) => new(delta, null, null);

    public static AnswerChunk Of(Finished finished) => new(null, finished, null);

    public static AnswerChunk Of(PlacementError failure) => new(null, null, failure);
}
