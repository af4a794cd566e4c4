using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.OpenAi.Responses;

/// <summary>Writes numbered events, and knows which item of the output they are about.</summary>
internal sealed class ResponseEvents
{
    private int _sequence;
    private int _item;

    public byte[] Next(string type, JsonObject data)
    {
        data["type"] = type;
        data["sequence_number"] = _sequence++;
        return WireFrames.Event(type, data);
    }

    private byte[][] OpenItem(JsonObject item) =>
        [Next("response.output_item.added", new JsonObject { ["output_index"] = _item, ["item"] = item })];

    /// <summary>
    /// Ollama begins with the first delta and never adds the part that it belongs to. OpenAI's API has it added and
    /// done, and the <c>stream()</c> of newer <c>openai</c> clients throws without; those that do not need it pass over it.
    /// </summary>
    public byte[][] OpenReasoning(string id) =>
        [
            .. OpenItem(OutputItems.Reasoning(id, null)),
            Next(
                "response.reasoning_summary_part.added",
                About(id, "summary_index", ("part", OutputItems.Summary("")))
            ),
        ];

    public byte[][] OpenMessage(string id) =>
        [
            .. OpenItem(OutputItems.Message(id, null)),
            Next("response.content_part.added", About(id, "content_index", ("part", OutputItems.Part("")))),
        ];

    public byte[] ReasoningDelta(string id, string text) =>
        Next("response.reasoning_summary_text.delta", About(id, "summary_index", ("delta", text)));

    public byte[] TextDelta(string id, string text) =>
        Next("response.output_text.delta", About(id, "content_index", ("delta", text), ("logprobs", new JsonArray())));

    public byte[][] CloseReasoning(string id, string text) =>
        [
            Next("response.reasoning_summary_text.done", About(id, "summary_index", ("text", text))),
            Next(
                "response.reasoning_summary_part.done",
                About(id, "summary_index", ("part", OutputItems.Summary(text)))
            ),
            CloseItem(OutputItems.Reasoning(id, text)),
        ];

    public byte[][] CloseMessage(string id, string text) =>
        [
            Next(
                "response.output_text.done",
                About(id, "content_index", ("text", text), ("logprobs", new JsonArray()))
            ),
            Next("response.content_part.done", About(id, "content_index", ("part", OutputItems.Part(text)))),
            CloseItem(OutputItems.Message(id, text)),
        ];

    public byte[][] Call(string id, ToolCall call) =>
        [
            .. OpenItem(OutputItems.Call(id, call, isComplete: false)),
            Next("response.function_call_arguments.delta", About(id, null, ("delta", call.ArgumentsJson))),
            Next("response.function_call_arguments.done", About(id, null, ("arguments", call.ArgumentsJson))),
            CloseItem(OutputItems.Call(id, call, isComplete: true)),
        ];

    private byte[] CloseItem(JsonObject item) =>
        Next("response.output_item.done", new JsonObject { ["output_index"] = _item++, ["item"] = item });

    private JsonObject About(string id, string? index, params ReadOnlySpan<(string Name, JsonNode Value)> rest)
    {
        var data = new JsonObject { ["item_id"] = id, ["output_index"] = _item };
        if (index is not null)
        {
            data[index] = 0;
        }

        foreach (var (name, value) in rest)
        {
            data[name] = value;
        }

        return data;
    }
}
