using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Responses;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>The <c>chat.completion</c> object.</summary>
internal static class ChatCompletionWhole
{
    public static void Write(Utf8JsonWriter json, AnswerOrigin origin, CollectedAnswer answer, Finished finished)
    {
        json.WriteStartObject();
        ChatCompletionJson.WriteHead(json, ChatCompletionJson.IdOf(origin), "chat.completion", origin);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        WriteMessage(json, origin, answer);
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", ChatCompletionJson.FinishReason(finished, answer.ToolCalls.Count > 0));
        json.WriteEndObject();
        json.WriteEndArray();
        ChatCompletionJson.WriteUsage(json, finished);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, AnswerOrigin origin, CollectedAnswer answer)
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WritePropertyName("content");
        json.WriteStringValue(answer.Content.Length == 0 && answer.ToolCalls.Count > 0 ? null : answer.Content);
        json.WriteNull("refusal");
        if (answer.Thinking.Length > 0)
        {
            json.WriteString("reasoning", answer.Thinking);
        }

        if (answer.ToolCalls.Count > 0)
        {
            ChatCompletionJson.WriteToolCalls(json, origin, answer.ToolCalls, withIndex: false);
        }

        json.WriteEndObject();
    }
}
