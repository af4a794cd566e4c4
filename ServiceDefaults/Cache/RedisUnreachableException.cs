namespace Orchestrator.ServiceDefaults;

internal sealed class RedisUnreachableException(string message) : Exception(message);
