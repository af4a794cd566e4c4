using Orchestrator.EnsembleWorker.Strategies.Graphs;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>Sub-questions that can be answered one after another.</summary>
internal sealed record Plan(IReadOnlyList<PlanPart> Parts, Graph Graph)
{
    public int Depth => Graph.Levels.Count;

    /// <summary>The parts that have to be answered before this one.</summary>
    public IEnumerable<PlanPart> NeedsOf(int part) => Graph.Needs[part].Select(need => Parts[need]);
}

/// <param name="Step">Ours, by its place in the plan: whatever a planner invents as an id names no step.</param>
/// <param name="Id">The planner's.</param>
/// <param name="Question">What is to be answered.</param>
internal sealed record PlanPart(string Step, string Id, string Question);
