using System.Text.Json;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal sealed class ChatDialect(string model, TimeProvider clock) : IAnswerDialect
{
    public AnswerResponse Piece(AnswerPiece piece)
    {
        var total = new AnswerTotal();
        total.Add(piece);
        return Response(total);
    }

    public AnswerResponse Done(AnswerTotal text, string reason, AnswerMetrics? metrics) =>
        Response(text) with
        {
            Done = true,
            DoneReason = reason,
            TotalDuration = metrics?.TotalDuration ?? 0,
            LoadDuration = metrics?.LoadDuration ?? 0,
            PromptEvalCount = metrics?.PromptEvalCount ?? 0,
            PromptEvalDuration = metrics?.PromptEvalDuration ?? 0,
            EvalCount = metrics?.EvalCount ?? 0,
            EvalDuration = metrics?.EvalDuration ?? 0,
        };

    private ChatResponse Response(AnswerTotal text) =>
        new()
        {
            Model = model,
            CreatedAt = WireTime.Format(clock.GetUtcNow()),
            Message = new ChatMessage(
                "assistant",
                text.Content,
                text.Thinking,
                text.Call is { } call ? [ToolCall(call)] : null
            ),
        };

    private static ChatToolCall ToolCall(ToolCall call)
    {
        using var arguments = JsonDocument.Parse(call.ArgumentsJson);
        return new ChatToolCall(call.Id, new ChatFunctionCall(0, call.Name, arguments.RootElement.Clone()));
    }
}
