using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>How one API words an answer. One object for each request: a stream may have to remember what it said.</summary>
internal interface IAnswerDialect
{
    /// <summary>Server-sent events, or else lines of ndjson.</summary>
    bool IsEventStream { get; }

    /// <summary>What a stream says before the first piece, when the prompt has been evaluated.</summary>
    IEnumerable<byte[]> Begin(AnswerMetrics metrics);

    /// <summary>A piece of thinking, text or a tool call; never a broken one.</summary>
    IEnumerable<byte[]> Piece(AnswerPiece piece);

    /// <summary>The end of a stream that came to its end.</summary>
    IEnumerable<byte[]> End(string reason, AnswerMetrics metrics);

    /// <summary>The end of a stream that failed half-way, under status 200.</summary>
    IEnumerable<byte[]> Failed(WireError error);

    /// <summary>The answer to a caller who does not stream.</summary>
    /// <param name="metrics">Null for load and unload.</param>
    object Whole(AnswerTotal total, string reason, AnswerMetrics? metrics);
}
