using System.Text.Json.Serialization;
using Orchestrator.Gateway.OpenAi.Wire;

namespace Orchestrator.Gateway.Native.Wire;

/// <summary>
/// What to decide about: the body of a chat completion, so that any request can be tried, or just a prompt. The model
/// may be left out and is "auto" then.
/// </summary>
internal sealed class RouteQuestion : ChatCompletionRequest
{
    /// <summary>Short for one user message.</summary>
    public string? Prompt { get; set; }
}

/// <summary>A person's word on an answer: a thumb or stars, not both.</summary>
internal sealed class FeedbackRequest
{
    /// <summary>Makes a repeated call harmless; made up here when it is left out.</summary>
    public string? Id { get; set; }

    /// <summary>The value of X-Orchestrator-Run.</summary>
    public string? RunId { get; set; }

    /// <summary>"up" or "down".</summary>
    public string? Thumb { get; set; }

    /// <summary>1 to 5.</summary>
    public long? Stars { get; set; }
}

/// <summary>Generated readers of the wire types.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata
)]
[JsonSerializable(typeof(RouteQuestion))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(ModelPatch))]
[JsonSerializable(typeof(NewReplica))]
[JsonSerializable(typeof(DrainQuestion))]
[JsonSerializable(typeof(ProfileQuestion))]
[JsonSerializable(typeof(NewRun))]
[JsonSerializable(typeof(NewRunMessage))]
internal sealed partial class NativeJson : JsonSerializerContext;
