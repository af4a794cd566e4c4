namespace Orchestrator.Simulation.Scheduling;

/// <summary>One graphics card of a host.</summary>
/// <param name="Name">As the table of speeds names it: <c>RTX 4090</c>.</param>
/// <param name="VramBytes">Memory that Ollama can use.</param>
public sealed record GpuConfig(string Name, long VramBytes);
