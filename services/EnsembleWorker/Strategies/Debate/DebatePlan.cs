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
        var refused =
            parts.Count > mostParts ? "too_many_parts"
            : parts.Any(part => part.Id.Length == 0) ? "part_without_id"
            : parts.Any(part => part.Instruction.Length == 0) ? "part_without_instruction"
            : Ids(parts).Count < parts.Count ? "id_twice"
            : parts.Any(part => part.DependsOn.Any(id => !Ids(parts).Contains(id))) ? "unknown_dependency"
            : null;
        if (refused is not null)
        {
            return new DebatePlan([], refused);
        }

        return Ordered(parts) is { } levels ? new DebatePlan(levels, "") : new DebatePlan([], "cycle");
    }

    private static HashSet<string> Ids(IEnumerable<DebatePart> parts) =>
        parts.Select(part => part.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for a cycle.</returns>
    private static List<IReadOnlyList<DebatePart>>? Ordered(IReadOnlyList<DebatePart> parts)
    {
        var levels = new List<IReadOnlyList<DebatePart>>();
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (done.Count < parts.Count)
        {
            List<DebatePart> ready =
            [
                .. parts.Where(part => !done.Contains(part.Id) && part.DependsOn.All(done.Contains)),
            ];
            if (ready.Count == 0)
            {
                return null;
            }

            levels.Add(ready);
            done.UnionWith(ready.Select(part => part.Id));
        }

        return levels;
    }
}
