using System.Text;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>The pieces of an answer put together, for callers who do not stream.</summary>
internal sealed class AnswerTotal
{
    private readonly StringBuilder _thinking = new();
    private readonly StringBuilder _content = new();
    private readonly List<string> _tokens = [];

    public string Content => _content.ToString();

    public string? Thinking => _thinking.Length == 0 ? null : _thinking.ToString();

    public ToolCall? Call { get; private set; }

    /// <summary>Those of thinking and text, in order.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    public void Add(AnswerPiece piece)
    {
        switch (piece)
        {
            case AnswerPiece.Thinking thinking:
                _thinking.Append(thinking.Text);
                _tokens.Add(thinking.Text);
                break;
            case AnswerPiece.Content content:
                _content.Append(content.Text);
                _tokens.Add(content.Text);
                break;
            case AnswerPiece.Call call:
                Call = call.Tool;
                break;
        }
    }
}
