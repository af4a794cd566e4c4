using System.Text.Json;
using Orchestrator.SimulatedOllama.Logprobs;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.Endpoints;

internal sealed class ChatDialect(string model, TokenLogprobs? logprobs, TimeProvider clock) : NativeDialect(logprobs)
{
    protected override AnswerResponse Response(AnswerTotal text) =>
        new ChatResponse
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
