using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>The limits of every call to an Ollama replica.</summary>
public sealed class OllamaOptions : HttpCallOptions
{
    public const string SectionName = "Ollama";
}
