namespace Orchestrator.ServiceDefaults;

/// <summary>A setting is wrong. The message is a whole sentence for an operator, names the setting and quotes no secret.</summary>
public sealed class WrongSettingException(string message) : Exception(message);
