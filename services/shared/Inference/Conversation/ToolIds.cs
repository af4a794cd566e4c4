namespace Orchestrator.Inference.Conversation;

/// <summary>
/// Fills in the ids that tie tool results to calls, which OpenAI and Anthropic demand and Ollama's clients leave out. A
/// result without an id answers the oldest open call of its tool, or the oldest open call.
/// </summary>
internal static class ToolIds
{
    public static IReadOnlyList<ChatTurn> Complete(IReadOnlyList<ChatTurn> turns)
    {
        List<ToolCall> open = [];
        List<ChatTurn> completed = new(turns.Count);
        for (var i = 0; i < turns.Count; i++)
        {
            completed.Add(
                turns[i].Role switch
                {
                    TurnRole.Assistant => WithIds(turns[i], i, open),
                    TurnRole.Tool => Answering(turns[i], i, open),
                    _ => turns[i],
                }
            );
        }

        return completed;
    }

    private static ChatTurn WithIds(ChatTurn turn, int index, List<ToolCall> open)
    {
        if (turn.ToolCalls.Count == 0)
        {
            return turn;
        }

        ToolCall[] calls = [.. turn.ToolCalls.Select((call, n) => call with { Id = call.Id ?? $"call_{index}_{n}" })];
        open.AddRange(calls);
        return turn with { ToolCalls = calls };
    }

    private static ChatTurn Answering(ChatTurn turn, int index, List<ToolCall> open)
    {
        var at = open.FindIndex(call =>
            turn.ToolCallId is null ? call.Name == turn.ToolName : call.Id == turn.ToolCallId
        );
        var isOpen = at >= 0 || (turn.ToolCallId is null && open.Count > 0);
        if (!isOpen)
        {
            return turn with { ToolCallId = turn.ToolCallId ?? $"call_{index}" };
        }

        var answered = open[Math.Max(at, 0)];
        open.RemoveAt(Math.Max(at, 0));
        return turn with { ToolCallId = answered.Id, ToolName = turn.ToolName ?? answered.Name };
    }
}
