namespace Orchestrator.EnsembleWorker.Strategies.Graphs;

/// <param name="Id">As its author calls it.</param>
/// <param name="Needs">Ids of what has to be done before it.</param>
internal sealed record GraphNode(string Id, IReadOnlyList<string> Needs);

/// <param name="Nodes">At most.</param>
/// <param name="Depth">Nodes that wait for each other in one chain, at most.</param>
internal sealed record GraphLimits(int Nodes, int Depth);
