using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>The <c>chat.completion.chunk</c> objects of one stream: same id, same time, role in the first one only.</summary>
internal sealed class ChatChunkJson(bool includeUsage)
{
    private AnswerOrigin? _origin;
    private string _id = "";
    private bool _roleIsSent;
    private bool _calledTools;

    private AnswerOrigin Origin =>
        _origin ?? throw new InvalidOperationException("A stream begins before its first chunk.");

    public void Begin(AnswerOrigin origin)
    {
        _origin = origin;
        _id = ChatCompletionJson.IdOf(origin);
    }

    public void WriteDelta(Utf8JsonWriter json, Delta delta)
    {
        _calledTools |= delta.ToolCalls.Count > 0;
        BeginChoice(json);
        WriteRole(json);
        if (delta.Thinking.Length > 0)
        {
            json.WriteString("reasoning", delta.Thinking);
        }

        if (delta.Content.Length > 0 || delta.Thinking.Length > 0 || delta.ToolCalls.Count == 0)
        {
            json.WriteString("content", delta.Content);
        }

        if (delta.ToolCalls.Count > 0)
        {
            ChatCompletionJson.WriteToolCalls(json, Origin, delta.ToolCalls, withIndex: true);
        }

        EndChoice(json, finishReason: null);
    }

    public void WriteFinish(Utf8JsonWriter json, Finished finished)
    {
        BeginChoice(json);
        WriteRole(json);
        EndChoice(json, ChatCompletionJson.FinishReason(finished, _calledTools));
    }

    public void WriteUsage(Utf8JsonWriter json, Finished finished)
    {
        WriteHead(json);
        json.WriteStartArray("choices");
        json.WriteEndArray();
        ChatCompletionJson.WriteUsage(json, finished);
        json.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        var origin = Origin;
        json.WriteStartObject();
        ChatCompletionJson.WriteHead(json, _id, "chat.completion.chunk", origin);
    }

    private void BeginChoice(Utf8JsonWriter json)
    {
        WriteHead(json);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("delta");
    }

    /// <summary>An empty answer has its first chunk in its last one.</summary>
    private void WriteRole(Utf8JsonWriter json)
    {
        if (!_roleIsSent)
        {
            json.WriteString("role", "assistant");
            _roleIsSent = true;
        }
    }

    private void EndChoice(Utf8JsonWriter json, string? finishReason)
    {
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WritePropertyName("finish_reason");
        json.WriteStringValue(finishReason);
        json.WriteEndObject();
        json.WriteEndArray();

        // OpenAI's rule: with usage asked for, every earlier chunk carries an empty one.
        if (includeUsage)
        {
            json.WriteNull("usage");
        }

        json.WriteEndObject();
    }
}
