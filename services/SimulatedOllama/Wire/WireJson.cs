using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.SimulatedOllama.Registry;

namespace Orchestrator.SimulatedOllama.Wire;

[JsonSerializable(typeof(ChatResponse))]
[JsonSerializable(typeof(GenerateResponse))]
[JsonSerializable(typeof(EmbedResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(TagsResponse))]
[JsonSerializable(typeof(PsResponse))]
[JsonSerializable(typeof(ShowResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(EmbeddingResponse))]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(SimState))]
[JsonSerializable(typeof(SimFault))]
[JsonSerializable(typeof(SimFaults))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Korean and other letters go out as they are, as Go writes them.</summary>
    public static WireJson Plain { get; } =
        new(
            new JsonSerializerOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            }
        );
}
