using System.Text.Json.Serialization;

namespace Orchestrator.Gateway.OpenAi.Wire;

/// <summary>Generated readers of the wire types: no reflection, and unknown fields are skipped without being built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata
)]
[JsonSerializable(typeof(ChatCompletionRequest))]
[JsonSerializable(typeof(List<ContentPart>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(ImageUrlObject))]
[JsonSerializable(typeof(ToolWire))]
internal sealed partial class OpenAiJson : JsonSerializerContext;
