using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Answers;

/// <summary>How a question began: the first token is there, or there will be no answer, or one call is not enough.</summary>
internal abstract record AnswerStart
{
    private AnswerStart() { }

    /// <summary>The caller owns the answer and disposes it, which ends the work behind it if it is not done.</summary>
    public sealed record Started(IAnswer Answer) : AnswerStart;

    public sealed record Refused(PlacementError Error) : AnswerStart
    {
        /// <summary>Replicas that were tried before.</summary>
        public int Attempts { get; init; }
    }

    /// <summary>The router's strategy takes several model calls: nothing has been called yet.</summary>
    public sealed record SeveralSteps(RouteResponse Decision) : AnswerStart;
}
