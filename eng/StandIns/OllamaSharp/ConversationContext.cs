namespace OllamaSharp;

/// <summary>The tokens of a conversation, as POST api/generate gives and takes them.</summary>
public record ConversationContext(long[] Context);
