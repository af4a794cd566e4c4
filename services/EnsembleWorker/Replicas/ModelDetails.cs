using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What only a closer look at a model tells; it depends on the digest alone.</summary>
/// <param name="ContextTokens">Context it was trained for; 0 while unknown.</param>
/// <param name="Capabilities">As Ollama names them.</param>
internal sealed record ModelDetails(int ContextTokens, ImmutableArray<string> Capabilities)
{
    public static readonly ModelDetails Unknown = new(0, []);
}
