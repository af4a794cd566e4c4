namespace Orchestrator.Router.Classification;

/// <summary>A turn, split into what is said and what is only shown.</summary>
/// <param name="Text">Normalised, without fenced code.</param>
/// <param name="HasFence">True when there was fenced code.</param>
/// <param name="Accents">Accented Latin letters before normalisation.</param>
internal sealed record Prose(string Text, bool HasFence, int Accents);
