using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi.Wire;

/// <summary>A message's content: a string, or an array of parts. One of the two is set.</summary>
[JsonConverter(typeof(MessageContentConverter))]
internal sealed class MessageContent
{
    public string? Text { get; init; }

    public List<ContentPart?>? Parts { get; init; }
}

internal sealed class ContentPart
{
    public string? Type { get; set; }

    public string? Text { get; set; }

    public ImageUrl? ImageUrl { get; set; }
}

internal sealed class MessageContentConverter : JsonConverter<MessageContent>
{
    public override MessageContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new MessageContent { Text = reader.GetString() },
            JsonTokenType.StartArray => new MessageContent
            {
                Parts = NestedWire.Read(ref reader, OpenAiJson.Default.ListContentPart),
            },
            _ => throw new WireException("must be a string or an array of content parts"),
        };

    public override void Write(Utf8JsonWriter writer, MessageContent value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only read.");
}
