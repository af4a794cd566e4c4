using System.Collections.Immutable;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>What only a closer look at a model tells; it depends on the digest alone.</summary>
/// <param name="ContextTokens">Context it was trained for; 0 while unknown.</param>
/// <param name="Capabilities">As Ollama names them.</param>
/// <param name="Licence">Its short name, or how its text begins; empty while unknown.</param>
internal sealed record ModelDetails(int ContextTokens, ImmutableArray<string> Capabilities, string Licence = "")
{
    private const int CapabilitiesMax = 16;

    public static readonly ModelDetails Unknown = new(0, []);

    /// <summary>As a replica states it, cut: a replica may say anything, and this goes to every watcher.</summary>
    public static ModelDetails Of(ModelCard card) =>
        new(
            card.ContextLengthMax ?? 0,
            [.. card.Capabilities.Where(ReplicaListing.IsShort).Take(CapabilitiesMax)],
            ReplicaListing.IsShort(card.Licence) ? card.Licence : ""
        );
}
