namespace Orchestrator.ServiceDefaults;

/// <summary>A service cannot have its tables. The message is whole sentences for an operator and quotes no secret.</summary>
internal sealed class DatabaseStartException(string message, Exception? inner = null) : Exception(message, inner);
