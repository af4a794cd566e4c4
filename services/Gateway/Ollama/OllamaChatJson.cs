using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Ollama;

/// <summary>Ollama's chat objects: pieces and whole answers have the same shape.</summary>
internal sealed class OllamaChatJson(TimeProvider clock)
{
    /// <summary>More does not fit into a number of nanoseconds.</summary>
    private const long MaxSeconds = (long.MaxValue / 1_000_000_000) - 1;

    public void WritePiece(Utf8JsonWriter json, AnswerOrigin origin, Delta delta)
    {
        WriteHead(json, origin);
        WriteMessage(json, delta.Content, delta.Thinking, delta.ToolCalls);
        json.WriteBoolean("done", false);
        json.WriteEndObject();
    }

    public void WriteEnd(
        Utf8JsonWriter json,
        AnswerOrigin origin,
        Finished finished,
        string content,
        string thinking,
        IReadOnlyList<ToolCall> calls
    )
    {
        WriteHead(json, origin);
        WriteMessage(json, content, thinking, calls);
        json.WriteBoolean("done", true);
        // Ollama has no reason of its own for tool calls.
        json.WriteString("done_reason", finished.Reason == "length" ? "length" : "stop");
        WriteDuration(json, "total_duration", finished.TotalDuration);
        WriteDuration(json, "load_duration", finished.LoadDuration);
        WriteCount(json, "prompt_eval_count", finished.PromptTokens);
        WriteDuration(json, "prompt_eval_duration", finished.PromptDuration);
        WriteCount(json, "eval_count", finished.OutputTokens);
        WriteDuration(json, "eval_duration", finished.DecodeDuration);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json, AnswerOrigin origin)
    {
        json.WriteStartObject();
        json.WriteString("model", origin.Choice.Model);
        json.WriteString("created_at", clock.GetUtcNow().UtcDateTime);
    }

    private static void WriteMessage(
        Utf8JsonWriter json,
        string content,
        string thinking,
        IReadOnlyList<ToolCall> calls
    )
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", content);
        if (thinking.Length > 0)
        {
            json.WriteString("thinking", thinking);
        }

        if (calls.Count > 0)
        {
            WriteCalls(json, calls);
        }

        json.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<ToolCall> calls)
    {
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            if (call.Id.Length > 0)
            {
                json.WriteString("id", call.Id);
            }

            json.WriteStartObject("function");
            json.WriteNumber("index", call.Index);
            json.WriteString("name", call.Name);
            json.WritePropertyName("arguments");
            // Text that is no object breaks the worker's contract; written raw it would break the whole answer too.
            json.WriteRawValue(JsonText.IsObject(call.ArgumentsJson) ? call.ArgumentsJson : "{}");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Nanoseconds; left out when zero, as Ollama does.</summary>
    private static void WriteDuration(Utf8JsonWriter json, string name, Duration? duration)
    {
        // A nonsensical duration must not end an answer that is otherwise complete.
        var nanoseconds = duration is null
            ? 0
            : (Math.Clamp(duration.Seconds, 0, MaxSeconds) * 1_000_000_000) + duration.Nanos;
        if (nanoseconds > 0)
        {
            json.WriteNumber(name, nanoseconds);
        }
    }

    private static void WriteCount(Utf8JsonWriter json, string name, uint count)
    {
        if (count > 0)
        {
            json.WriteNumber(name, count);
        }
    }
}
