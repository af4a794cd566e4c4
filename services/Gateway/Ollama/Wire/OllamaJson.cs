using System.Text.Json.Serialization;

namespace Orchestrator.Gateway.Ollama.Wire;

/// <summary>Generated readers of the wire types.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata
)]
[JsonSerializable(typeof(OllamaChatRequest))]
internal sealed partial class OllamaJson : JsonSerializerContext;
