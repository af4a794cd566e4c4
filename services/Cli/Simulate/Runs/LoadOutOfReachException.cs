namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>The workload cannot be brought to the asked load: a wrong argument that is only seen once requests are counted.</summary>
internal sealed class LoadOutOfReachException(string message) : Exception(message);
