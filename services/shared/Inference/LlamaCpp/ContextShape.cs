namespace Orchestrator.Inference.LlamaCpp;

/// <summary>How a context is made. Another shape needs another context, not another load of the model.</summary>
/// <param name="Tokens">Tokens that fit into it, prompt and answer together.</param>
/// <param name="BatchTokens">Tokens of a prompt that are computed at once.</param>
/// <param name="Threads">Threads of the processor.</param>
public sealed record ContextShape(int Tokens, int BatchTokens, int Threads);
