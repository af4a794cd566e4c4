namespace Orchestrator.Cli.Classify;

/// <summary>A line that cannot be classified. The message names the field.</summary>
internal sealed class LineException(string message) : Exception(message);
