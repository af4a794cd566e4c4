namespace Orchestrator.Router.Classification;

/// <summary>One turn of the conversation as the caller sent it.</summary>
internal readonly record struct ConversationTurn(string Role, string Text);
