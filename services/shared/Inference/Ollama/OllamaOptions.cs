using System.ComponentModel.DataAnnotations;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Ollama;

/// <summary>The limits of every call to an Ollama replica.</summary>
public sealed class OllamaOptions : HttpCallOptions
{
    public const string SectionName = "Ollama";

    /// <summary>Longest silence while a model is pulled, pushed or made: a checksum over 100 GB says nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan TransferIdleTimeout { get; set; } = TimeSpan.FromMinutes(30);
}
