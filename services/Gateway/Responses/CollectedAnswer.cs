using System.Text;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Responses;

/// <summary>An answer that the client wants whole. Bounded: a model that never stops must not fill the memory.</summary>
internal sealed class CollectedAnswer(int maxChars)
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _thinking = new();
    private readonly List<ToolCall> _toolCalls = [];
    private long _argumentChars;

    public string Content => _content.ToString();

    public string Thinking => _thinking.ToString();

    public IReadOnlyList<ToolCall> ToolCalls => _toolCalls;

    /// <returns>False when the answer is longer than it may be.</returns>
    public bool TryAdd(Delta delta)
    {
        _content.Append(delta.Content);
        _thinking.Append(delta.Thinking);
        foreach (var call in delta.ToolCalls)
        {
            _toolCalls.Add(call);
            _argumentChars += call.Name.Length + call.ArgumentsJson.Length;
        }

        return _content.Length + _thinking.Length + _argumentChars <= maxChars;
    }
}
