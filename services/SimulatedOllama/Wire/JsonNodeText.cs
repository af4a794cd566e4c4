using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Writes a JSON tree without escaping what need not be, as Go does.</summary>
internal static class JsonNodeText
{
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] ToBytes(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            node.WriteTo(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonElement ToElement(JsonNode node)
    {
        using var document = JsonDocument.Parse(ToBytes(node));
        return document.RootElement.Clone();
    }

    /// <returns>Null for JSON's null.</returns>
    public static JsonNode? ToNode(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element),
            JsonValueKind.Array => JsonArray.Create(element),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => JsonValue.Create(element),
        };
}
