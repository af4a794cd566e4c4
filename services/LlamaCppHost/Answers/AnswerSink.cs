using System.Text;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Where an answer goes: line by line at once, or whole at its end.</summary>
internal sealed class AnswerSink(HttpContext context, AnswerCall call, TimeProvider clock)
{
    private readonly StringBuilder _whole = new();

    /// <summary>An empty text sends nothing.</summary>
    public Task AddAsync(string text)
    {
        if (text.Length == 0)
        {
            return Task.CompletedTask;
        }

        if (call.IsStreamed)
        {
            return WireExchange.LineAsync(context, AnswerLine.Piece(call, text, clock), context.RequestAborted);
        }

        _whole.Append(text);
        return Task.CompletedTask;
    }

    public Task EndAsync(Func<AnswerResponse, AnswerResponse> complete)
    {
        var last = complete(AnswerLine.Piece(call, _whole.ToString(), clock));
        return call.IsStreamed
            ? WireExchange.LineAsync(context, last, context.RequestAborted)
            : WireExchange.OkAsync(context, last);
    }
}
