using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi.Wire;

/// <summary>Which tools may be called: "none", "auto", "required", or an object that names one.</summary>
[JsonConverter(typeof(ToolChoiceConverter))]
internal sealed class ToolChoice
{
    public string? Mode { get; init; }

    public string? FunctionName { get; init; }
}

internal sealed class ToolChoiceConverter : JsonConverter<ToolChoice>
{
    public override ToolChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new ToolChoice { Mode = reader.GetString() },
            JsonTokenType.StartObject => new ToolChoice
            {
                FunctionName = NestedWire.Read(ref reader, OpenAiJson.Default.ToolWire).Function?.Name,
            },
            _ => throw new WireException("must be a string or an object that names a function"),
        };

    public override void Write(Utf8JsonWriter writer, ToolChoice value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only read.");
}
