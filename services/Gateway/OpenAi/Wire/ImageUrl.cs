using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi.Wire;

/// <summary>An image's address: <c>{"url":"…"}</c>, or the bare string that some clients send.</summary>
[JsonConverter(typeof(ImageUrlConverter))]
internal sealed class ImageUrl
{
    public string? Url { get; init; }
}

internal sealed class ImageUrlObject
{
    public string? Url { get; set; }
}

internal sealed class ImageUrlConverter : JsonConverter<ImageUrl>
{
    public override ImageUrl Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => new ImageUrl { Url = reader.GetString() },
            JsonTokenType.StartObject => new ImageUrl
            {
                Url = NestedWire.Read(ref reader, OpenAiJson.Default.ImageUrlObject).Url,
            },
            _ => throw new WireException("must be an object with a url"),
        };

    public override void Write(Utf8JsonWriter writer, ImageUrl value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only read.");
}
