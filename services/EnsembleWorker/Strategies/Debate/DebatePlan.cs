using Orchestrator.EnsembleWorker.Strategies.Graphs;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>The parts of a plan in an order in which they can be carried out. Pure.</summary>
/// <param name="Levels">Parts of one level need only parts of levels before; empty when there is nothing to carry out.</param>
/// <param name="Refused">Why the plan is not carried out, in snake case; empty otherwise.</param>
internal sealed record DebatePlan(IReadOnlyList<IReadOnlyList<DebatePart>> Levels, string Refused)
{
    public IReadOnlyList<DebatePart> Parts => [.. Levels.SelectMany(level => level)];

    /// <summary>A plan is carried out as a whole or not at all: half of a broken one is not what was agreed on.</summary>
    public static DebatePlan Of(IReadOnlyList<DebatePart> parts, int mostParts)
    {
        // Models do not write the letters of an id in one case.
        var nodes = parts.Select(part => new GraphNode(Key(part.Id), [.. part.DependsOn.Select(Key)])).ToList();
        var (graph, problems) = Graph.Of(nodes, new GraphLimits(mostParts, mostParts));
        var refused =
            Name(problems.Where(problem => problem.Fault <= GraphFault.NoId))
            ?? (parts.Any(part => part.Instruction.Length == 0) ? "part_without_instruction" : null)
            ?? Name(problems);
        return graph is null || refused is not null
            ? new DebatePlan([], refused ?? "")
            : new DebatePlan([.. graph.Levels.Select(level => level.Select(at => parts[at]).ToList())], "");
    }

    private static string Key(string id) => id.ToUpperInvariant();

    /// <returns>The first of its faults in their order, in snake case; null for none.</returns>
    private static string? Name(IEnumerable<GraphProblem> problems) =>
        problems.Select(problem => problem.Fault).Order().Cast<GraphFault?>().FirstOrDefault() switch
        {
            null => null,
            GraphFault.TooMany => "too_many_parts",
            GraphFault.NoId => "part_without_id",
            GraphFault.Twice => "id_twice",
            GraphFault.UnknownNeed => "unknown_dependency",
            GraphFault.Cycle => "cycle",
            var other => throw new InvalidOperationException($"No plan is refused for {other}."),
        };
}
