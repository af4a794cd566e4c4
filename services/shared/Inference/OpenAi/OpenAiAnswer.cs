using System.Text.Json;
using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.OpenAi;

/// <summary>One streamed answer, chunk by chunk, as our pieces.</summary>
internal sealed class OpenAiAnswer(HostedCallOptions limits)
{
    private readonly ToolCallParts _tools = new(limits.MaxToolCalls, limits.MaxLineBytes);
    private TokenUsage _usage = new(0, 0);
    private CallTimings? _timings;
    private FinishReason? _reason;
    private bool _isDone;

    /// <summary>Fragments of a tool call have come: the answer is being written, though there is no piece of it yet.</summary>
    public bool IsCallingTools => !_tools.IsEmpty;

    /// <param name="chunk">Null for [DONE].</param>
    public IReadOnlyList<ChatDelta> Read(JsonElement? chunk)
    {
        if (chunk is not { } said)
        {
            _isDone = true;
            return TakeTools();
        }

        if (said.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException();
        }

        ReadFigures(said);
        List<ChatDelta> deltas = [];
        foreach (var choice in chunk.Items("choices"))
        {
            ReadChoice(choice, deltas);
        }

        return deltas;
    }

    /// <exception cref="InferenceException">The answer ended early.</exception>
    public ChatDelta.Finished Finish(CallClock clock) =>
        _reason is null && !_isDone
            ? throw new InferenceException(
                new InferenceError(
                    InferenceStage.FirstToken,
                    InferenceCause.StreamBroken,
                    "The answer ended before it was complete."
                )
            )
            : new ChatDelta.Finished(_reason ?? FinishReason.Unknown, _usage, Timings(clock.Timings()));

    private static FinishReason Reason(string reason) =>
        reason switch
        {
            "stop" or "tool_calls" or "function_call" or "eos" => FinishReason.Stop,
            "length" or "max_tokens" => FinishReason.Length,
            "content_filter" => FinishReason.Filtered,
            _ => FinishReason.Unknown,
        };

    // One answer was asked for; of what is numbered otherwise nothing is known.
    private void ReadChoice(JsonElement? choice, List<ChatDelta> deltas)
    {
        if (choice.Count("index") > 0)
        {
            return;
        }

        var delta = choice.Field("delta");
        if ((delta.Text("reasoning_content") ?? delta.Text("reasoning")) is { } thinking)
        {
            deltas.Add(new ChatDelta.Thinking(thinking));
        }

        if ((delta.Text("content") ?? delta.Text("refusal")) is { } text)
        {
            deltas.Add(new ChatDelta.Text(text));
        }

        foreach (var call in delta.Items("tool_calls"))
        {
            var function = call.Field("function");
            _tools.Add(call.Count("index"), call.Text("id"), function.Text("name"), function.Text("arguments"));
        }

        if (choice.Text("finish_reason") is { } reason)
        {
            _reason = Reason(reason);
            deltas.AddRange(TakeTools());
        }
    }

    private IReadOnlyList<ChatDelta> TakeTools()
    {
        if (_tools.IsEmpty)
        {
            return [];
        }

        var calls = _tools.Take(wasCutOff: _reason == FinishReason.Length);
        return calls.Count > 0 ? [new ChatDelta.ToolCalls(calls)] : [];
    }

    private void ReadFigures(JsonElement chunk)
    {
        if (chunk.Field("usage") is { } usage)
        {
            _usage = OpenAiUsage.Of(usage);
        }

        if (chunk.Field("timings") is { } timings)
        {
            ReadTimings(timings);
        }
    }

    /// <summary>llama.cpp's own figures, which are better than ours; its prompt_n leaves the cached tokens out.</summary>
    private void ReadTimings(JsonElement? timings)
    {
        var prompt = timings.Milliseconds("prompt_ms");
        var eval = timings.Milliseconds("predicted_ms");
        if (prompt is { } promptSpan && eval is { } evalSpan)
        {
            _timings = new CallTimings(promptSpan + evalSpan, default, promptSpan, evalSpan);
        }

        var cached = timings.Count("cache_n");
        if (_usage is { PromptTokens: 0, OutputTokens: 0 })
        {
            _usage = new TokenUsage(timings.Count("prompt_n") + cached, timings.Count("predicted_n"))
            {
                CachedPromptTokens = cached,
            };
        }
    }

    private CallTimings Timings(CallTimings ours) =>
        _timings is { } theirs ? theirs with { Total = ours.Total > theirs.Total ? ours.Total : theirs.Total } : ours;
}
