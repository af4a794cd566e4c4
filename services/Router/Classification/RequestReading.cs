namespace Orchestrator.Router.Classification;

/// <summary>What the tiers look at: everything that was read in a request, once.</summary>
/// <param name="Prose">The newest user turn.</param>
/// <param name="Evidence">What the rules found.</param>
/// <param name="Earlier">The user's turn that a follow-up is about; null where the newest turn speaks for itself.</param>
internal sealed record RequestReading(
    List<Evidence> Evidence,
    Prose Prose,
    TextLanguage Language,
    Prose? Earlier,
    int UserTurns,
    bool HasSystem,
    bool HasImages,
    bool WantsJson
);
