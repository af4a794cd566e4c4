using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Graphs;

/// <summary>One thing that makes nodes no graph that can be carried out.</summary>
/// <param name="Node">Place of the node in the list; -1 for all of them.</param>
/// <param name="Message">A sentence's end, for whoever wrote the nodes.</param>
internal sealed record GraphProblem(GraphFault Fault, int Node, string Message)
{
    private const int CycleShown = 8;

    public static GraphProblem TooMany(int count, int most) =>
        new(GraphFault.TooMany, -1, $"{count} parts are too many; at most {most} are taken");

    public static GraphProblem TooDeep(int depth, int most) =>
        new(GraphFault.TooDeep, -1, $"{depth} wait for each other in one chain; at most {most} may");

    public static GraphProblem NoId(int node) => new(GraphFault.NoId, node, $"part {node + 1} has no id");

    public static GraphProblem Twice(int node, string id) =>
        new(GraphFault.Twice, node, $"the id {Quoted.Of(id)} is there twice");

    public static GraphProblem Unknown(int node, string id, string need, IEnumerable<string> known) =>
        new(
            GraphFault.UnknownNeed,
            node,
            $"{Quoted.Of(id)} needs {Quoted.Of(need)}, which is not there; {ClosestNames.Hint(need, known)}"
        );

    /// <param name="node">The first of the cycle.</param>
    /// <param name="ids">Each needs the next one, and the last one the first.</param>
    public static GraphProblem Cycle(int node, IReadOnlyList<string> ids)
    {
        var shown = string.Join(" → ", ids.Take(CycleShown).Select(Quoted.Of));
        var rest = ids.Count > CycleShown ? " → …" : "";
        return new(GraphFault.Cycle, node, $"these wait for each other: {shown}{rest} → {Quoted.Of(ids[0])}");
    }
}

internal enum GraphFault
{
    TooMany,
    NoId,
    Twice,
    UnknownNeed,
    Cycle,
    TooDeep,
}
