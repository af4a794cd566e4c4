namespace Orchestrator.EnsembleWorker.Strategies.Graphs;

/// <summary>
/// Nodes that can be carried out one after another: every id is there once, every need is known, none waits for itself. Pure. The work
/// is bounded by the number of nodes, which is looked at first: the list may be a model's.
/// </summary>
/// <param name="Needs">For each node the places of those before it, each once, in the order of the list.</param>
/// <param name="Levels">Places of the nodes: those of one level need nothing but levels before it.</param>
internal sealed record Graph(IReadOnlyList<IReadOnlyList<int>> Needs, IReadOnlyList<IReadOnlyList<int>> Levels)
{
    /// <returns>The graph, or everything that is wrong with it.</returns>
    public static (Graph? Graph, IReadOnlyList<GraphProblem> Problems) Of(
        IReadOnlyList<GraphNode> nodes,
        GraphLimits limits
    )
    {
        if (nodes.Count > limits.Nodes)
        {
            return (null, [GraphProblem.TooMany(nodes.Count, limits.Nodes)]);
        }

        var problems = new List<GraphProblem>();
        var places = Places(nodes, problems);
        var needs = nodes.Select((node, at) => Known(node, at, places, problems)).ToList();
        var levels = LevelsOf(needs);
        if (levels.Sum(level => level.Count) < nodes.Count)
        {
            problems.Add(FindCycle(nodes, needs, levels));
        }
        else if (levels.Count > limits.Depth)
        {
            problems.Add(GraphProblem.TooDeep(levels.Count, limits.Depth));
        }

        return problems.Count == 0 ? (new Graph(needs, levels), problems) : (null, problems);
    }

    private static Dictionary<string, int> Places(IReadOnlyList<GraphNode> nodes, List<GraphProblem> problems)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < nodes.Count; at++)
        {
            if (nodes[at].Id.Length == 0)
            {
                problems.Add(GraphProblem.NoId(at));
            }
            else if (!places.TryAdd(nodes[at].Id, at))
            {
                problems.Add(GraphProblem.Twice(at, nodes[at].Id));
            }
        }

        return places;
    }

    private static int[] Known(GraphNode node, int at, Dictionary<string, int> places, List<GraphProblem> problems)
    {
        var known = new SortedSet<int>();
        foreach (var need in node.Needs.Distinct(StringComparer.Ordinal))
        {
            if (places.TryGetValue(need, out var place))
            {
                known.Add(place);
            }
            else
            {
                problems.Add(GraphProblem.Unknown(at, node.Id, need, places.Keys));
            }
        }

        return [.. known];
    }

    /// <summary>Nodes in a cycle, and those that wait for one, are in no level.</summary>
    private static List<IReadOnlyList<int>> LevelsOf(List<int[]> needs)
    {
        var levels = new List<IReadOnlyList<int>>();
        var isDone = new bool[needs.Count];
        while (true)
        {
            var level = Enumerable
                .Range(0, needs.Count)
                .Where(at => !isDone[at] && Array.TrueForAll(needs[at], need => isDone[need]))
                .ToList();
            if (level.Count == 0)
            {
                return levels;
            }

            levels.Add(level);
            level.ForEach(at => isDone[at] = true);
        }
    }

    // Whoever is in no level has a need that is in none: following such needs leads into a cycle.
    private static GraphProblem FindCycle(
        IReadOnlyList<GraphNode> nodes,
        List<int[]> needs,
        List<IReadOnlyList<int>> levels
    )
    {
        var done = levels.SelectMany(level => level).ToHashSet();
        var path = new List<int>();
        var at = Enumerable.Range(0, nodes.Count).First(node => !done.Contains(node));
        while (!path.Contains(at))
        {
            path.Add(at);
            at = needs[at].First(need => !done.Contains(need));
        }

        var cycle = path.SkipWhile(node => node != at).ToList();
        return GraphProblem.Cycle(cycle[0], [.. cycle.Select(node => nodes[node].Id)]);
    }
}
