namespace Orchestrator.Inference.OpenAi;

/// <summary>What llama.cpp's server says about itself on <c>/props</c>.</summary>
/// <param name="Version">Its build.</param>
/// <param name="ContextTokens">Of one slot.</param>
/// <param name="Slots">Calls at once.</param>
/// <param name="HasVision">It takes images.</param>
internal sealed record LlamaProps(string Version, int? ContextTokens, int? Slots, bool HasVision);
