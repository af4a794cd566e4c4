using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>How chat and generate word the same answer.</summary>
internal interface IAnswerDialect
{
    AnswerResponse Piece(AnswerPiece piece);

    /// <summary>The last line of a stream, or the only object.</summary>
    /// <param name="text">What has not been sent before.</param>
    /// <param name="metrics">Null for load and unload.</param>
    AnswerResponse Done(AnswerTotal text, string reason, AnswerMetrics? metrics);
}
