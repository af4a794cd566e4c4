namespace Orchestrator.AppHost;

/// <summary>The start ends here. The message is for the person at the terminal.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
