namespace Orchestrator.Router.Classification;

/// <param name="Prose">The newest user turn.</param>
internal sealed record ConversationReading(List<Evidence> Evidence, Prose Prose, TextLanguage Language);
