using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>What the player gives out next.</summary>
internal abstract record AnswerPiece
{
    private AnswerPiece() { }

    public sealed record Thinking(string Text) : AnswerPiece;

    public sealed record Content(string Text) : AnswerPiece;

    public sealed record Call(ToolCall Tool) : AnswerPiece;

    /// <summary>Something is to go wrong on the wire here.</summary>
    public sealed record Broken(FaultKind Kind) : AnswerPiece;

    /// <summary>The host gave the request up; nothing follows.</summary>
    public sealed record Failed(WireError Error) : AnswerPiece;
}
