using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi.Wire;

/// <summary>Texts that end the answer: one string, or an array of them.</summary>
[JsonConverter(typeof(StopSequencesConverter))]
internal sealed class StopSequences
{
    public required List<string?> Texts { get; init; }
}

internal sealed class StopSequencesConverter : JsonConverter<StopSequences>
{
    public override StopSequences Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new StopSequences { Texts = [reader.GetString()] },
            JsonTokenType.StartArray => new StopSequences
            {
                Texts = NestedWire.Read(ref reader, OpenAiJson.Default.ListString),
            },
            _ => throw new WireException("must be a string or an array of strings"),
        };

    public override void Write(Utf8JsonWriter writer, StopSequences value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only read.");
}
