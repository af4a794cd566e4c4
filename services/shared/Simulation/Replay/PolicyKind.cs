namespace Orchestrator.Simulation.Replay;

/// <summary>A way to choose hosts, by name.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Create">A new policy for one replay.</param>
public sealed record PolicyKind(string Name, string Description, Func<PolicyWorld, IReplayPolicy> Create);
