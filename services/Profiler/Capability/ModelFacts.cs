using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

/// <summary>What is known of a model before anybody has asked it anything.</summary>
/// <param name="Name">name:tag as the replica lists it, for example "qwen3:8b" or "hf.co/someone/Model-7B-GGUF:Q4_K_M".</param>
/// <param name="Family">Ollama's word for the architecture, for example "qwen3" or "llama"; may be empty.</param>
/// <param name="ParametersBillion">All parameters, in billions; 0 while unknown.</param>
/// <param name="Quantization">For example "Q4_K_M"; may be empty.</param>
/// <param name="Capabilities">Ollama's words: "completion", "tools", "vision", "thinking", "embedding".</param>
/// <param name="Thinks">Whether it is to be asked with thinking on; null takes what is usual for its family.</param>
internal sealed record ModelFacts(
    string Name,
    string Family = "",
    double ParametersBillion = 0,
    string Quantization = "",
    ImmutableArray<string> Capabilities = default,
    bool? Thinks = null
);
