using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.LlamaCppHost.Wire;

[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(EmbedRequest))]
[JsonSerializable(typeof(ShowRequest))]
[JsonSerializable(typeof(AnswerResponse))]
[JsonSerializable(typeof(EmbedResponse))]
[JsonSerializable(typeof(TagsResponse))]
[JsonSerializable(typeof(PsResponse))]
[JsonSerializable(typeof(ShowResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Korean and other letters go out as they are, as Go writes them; names are matched without regard to case.</summary>
    public static WireJson Plain { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                PropertyNameCaseInsensitive = true,
            }
        );

    public static byte[] Bytes(object value) =>
        JsonSerializer.SerializeToUtf8Bytes(
            value,
            Plain.GetTypeInfo(value.GetType())
                ?? throw new InvalidOperationException($"{value.GetType().Name} is not listed in WireJson.")
        );
}
