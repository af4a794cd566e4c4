using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>JSON as it leaves: whole, as a line of ndjson, or as a server-sent event.</summary>
internal static class WireFrames
{
    /// <summary>The last event of an OpenAI stream. A stream without it is broken.</summary>
    public static byte[] OpenAiEnd { get; } = "data: [DONE]\n\n"u8.ToArray();

    public static byte[] Line(object value) => [.. Json(value), .. "\n"u8];

    /// <summary>An event without a name, as OpenAI's chat streams have them.</summary>
    public static byte[] Data(object value) => Data(Json(value));

    public static byte[] Data(ReadOnlySpan<byte> text) => [.. "data: "u8, .. text, .. "\n\n"u8];

    public static byte[] Event(string name, object value) =>
        [.. Encoding.UTF8.GetBytes($"event: {name}\n"), .. Data(Json(value))];

    public static byte[] Json(object value) =>
        value is JsonNode node
            ? JsonNodeText.ToBytes(node)
            : JsonSerializer.SerializeToUtf8Bytes(
                value,
                WireJson.Plain.GetTypeInfo(value.GetType())
                    ?? throw new InvalidOperationException($"{value.GetType().Name} is not listed in WireJson.")
            );
}
