using Anthropic.Models.Messages;
using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Anthropic;

/// <summary>One streamed answer, event by event, as our pieces.</summary>
internal sealed class AnthropicAnswer(HostedCallOptions limits, ThoughtMemory memory)
{
    private readonly ToolCallParts _tools = new(limits.MaxToolCalls, limits.MaxLineBytes);
    private readonly SignedThoughts _thoughts = new(limits.MaxLineBytes);
    private readonly AnthropicUsage _usage = new();
    private string? _reason;
    private bool _isDone;

    /// <summary>Fragments of a tool call have come: the answer is being written, though there is no piece of it yet.</summary>
    public bool IsCallingTools => !_tools.IsEmpty;

    public IReadOnlyList<ChatDelta> Read(RawMessageStreamEvent item)
    {
        if (item.TryPickStart(out var start))
        {
            _usage.Add(start.Message.Usage);
        }
        else if (item.TryPickContentBlockStart(out var block))
        {
            return Begin((int)block.Index, block.ContentBlock);
        }
        else if (item.TryPickContentBlockDelta(out var delta))
        {
            return Grow((int)delta.Index, delta.Delta);
        }
        else if (item.TryPickDelta(out var end))
        {
            _usage.Add(end.Usage);
            _reason = end.Delta.StopReason?.Raw() ?? _reason;
        }
        else if (item.TryPickStop(out _))
        {
            _isDone = true;
            return TakeTools();
        }

        return [];
    }

    /// <exception cref="InferenceException">The answer ended early.</exception>
    public ChatDelta.Finished Finish(CallClock clock) =>
        _isDone
            ? new ChatDelta.Finished(Reason(), _usage.Total, clock.Timings())
            : throw new InferenceException(
                new InferenceError(
                    InferenceStage.FirstToken,
                    InferenceCause.StreamBroken,
                    "The answer ended before it was complete."
                )
            );

    private FinishReason Reason() =>
        _reason switch
        {
            "end_turn" or "stop_sequence" or "tool_use" => FinishReason.Stop,
            "max_tokens" or "model_context_window_exceeded" => FinishReason.Length,
            "refusal" => FinishReason.Filtered,
            _ => FinishReason.Unknown,
        };

    private IReadOnlyList<ChatDelta> Begin(int index, RawContentBlockStartEventContentBlock block)
    {
        if (block.TryPickToolUse(out var tool))
        {
            _tools.Add(index, tool.ID, tool.Name, arguments: null);
        }
        else if (block.TryPickRedactedThinking(out var redacted))
        {
            _thoughts.AddRedacted(index, redacted.Data);
        }
        else if (block.TryPickText(out var text) && text.Text.Length > 0)
        {
            return [new ChatDelta.Text(text.Text)];
        }

        return [];
    }

    private IReadOnlyList<ChatDelta> Grow(int index, RawContentBlockDelta delta)
    {
        if (delta.TryPickText(out var text))
        {
            return text.Text.Length > 0 ? [new ChatDelta.Text(text.Text)] : [];
        }

        if (delta.TryPickThinking(out var thinking))
        {
            _thoughts.AddText(index, thinking.Thinking);
            return thinking.Thinking.Length > 0 ? [new ChatDelta.Thinking(thinking.Thinking)] : [];
        }

        if (delta.TryPickInputJson(out var json))
        {
            _tools.Add(index, id: null, name: null, json.PartialJson);
        }
        else if (delta.TryPickSignature(out var signature))
        {
            _thoughts.Sign(index, signature.Signature);
        }

        return [];
    }

    private IReadOnlyList<ChatDelta> TakeTools()
    {
        if (_tools.IsEmpty)
        {
            return [];
        }

        var calls = _tools.Take(wasCutOff: Reason() == FinishReason.Length);
        if (calls is [{ Id: { } first }, ..] && _thoughts.ToBlocks() is { Count: > 0 } blocks)
        {
            memory.Keep(first, blocks);
        }

        return calls.Count > 0 ? [new ChatDelta.ToolCalls(calls)] : [];
    }
}
