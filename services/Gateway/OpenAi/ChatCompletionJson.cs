using System.Globalization;
using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>The parts that OpenAI's whole and streamed answers have in common.</summary>
internal static class ChatCompletionJson
{
    public static string IdOf(AnswerOrigin origin) => $"chatcmpl-{origin.RunId}";

    /// <param name="id">From <see cref="IdOf"/>: made once per answer, not once per token.</param>
    public static void WriteHead(Utf8JsonWriter json, string id, string kind, AnswerOrigin origin)
    {
        json.WriteString("id", id);
        json.WriteString("object", kind);
        json.WriteNumber("created", origin.StartedAt.ToUnixTimeSeconds());
        json.WriteString("model", origin.Choice.Model);
    }

    /// <param name="withIndex">Only the pieces of a stream number their calls.</param>
    public static void WriteToolCalls(
        Utf8JsonWriter json,
        AnswerOrigin origin,
        IEnumerable<ToolCall> calls,
        bool withIndex
    )
    {
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            if (withIndex)
            {
                json.WriteNumber("index", call.Index);
            }

            json.WriteString("id", Id(call, origin));
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.ArgumentsJson.Length == 0 ? "{}" : call.ArgumentsJson);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteUsage(Utf8JsonWriter json, Finished finished)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", finished.PromptTokens);
        json.WriteNumber("completion_tokens", finished.OutputTokens);
        json.WriteNumber("total_tokens", (ulong)finished.PromptTokens + finished.OutputTokens);
        json.WriteEndObject();
    }

    /// <summary>Clients act on "tool_calls" only; a replica that says "stop" after a call means the same.</summary>
    public static string FinishReason(Finished finished, bool calledTools) =>
        calledTools && finished.Reason == "stop" ? "tool_calls" : finished.Reason;

    // Clients match results to calls over a whole conversation: an id that comes back in each turn would mix them up.
    private static string Id(ToolCall call, AnswerOrigin origin) =>
        call.Id.Length > 0 ? call.Id : string.Create(CultureInfo.InvariantCulture, $"call_{origin.RunId}_{call.Index}");
}
