using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Strategies.Graphs;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Graphs;

public sealed class GraphTests
{
    private static readonly GraphLimits _limits = new(12, 12);

    [Fact]
    public void Nodes_of_one_level_need_nothing_but_levels_before_it()
    {
        var (graph, problems) = Of(("c", ["a", "b"]), ("a", []), ("b", ["a"]), ("d", []));

        Assert.Empty(problems);
        Assert.NotNull(graph);
        Assert.Equal(
            [
                [1, 3],
                [2],
                [0],
            ],
            graph.Levels
        );
        Assert.Equal([1, 2], graph.Needs[0]);
    }

    [Fact]
    public void A_cycle_is_named_without_those_that_only_wait_for_it()
    {
        var (graph, problems) = Of(("waits", ["a"]), ("a", ["b"]), ("b", ["c"]), ("c", ["a"]));

        Assert.Null(graph);
        var problem = Assert.Single(problems);
        Assert.Equal((GraphFault.Cycle, 1), (problem.Fault, problem.Node));
        Assert.EndsWith("'a' → 'b' → 'c' → 'a'", problem.Message);
    }

    [Fact]
    public void Who_needs_itself_is_a_cycle()
    {
        var problem = Assert.Single(Of(("a", ["a"])).Problems);

        Assert.Equal(GraphFault.Cycle, problem.Fault);
        Assert.EndsWith("'a' → 'a'", problem.Message);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var (_, problems) = Of(("draft", []), ("draft", []), ("", []), ("x", ["drafd"]));

        Assert.Equal(
            [(GraphFault.Twice, 1), (GraphFault.NoId, 2), (GraphFault.UnknownNeed, 3)],
            problems.Select(problem => (problem.Fault, problem.Node))
        );
        Assert.EndsWith("'x' needs 'drafd', which is not there; the closest is 'draft'", problems[2].Message);
    }

    [Fact]
    public void Too_many_nodes_are_refused_before_they_are_looked_at()
    {
        var nodes = Enumerable.Range(0, 13).Select(_ => new GraphNode("same", ["none"])).ToList();

        Assert.Equal(GraphFault.TooMany, Assert.Single(Graph.Of(nodes, _limits).Problems).Fault);
    }

    [Fact]
    public void A_chain_that_is_too_long_is_refused()
    {
        var nodes = Enumerable.Range(0, 4).Select(at => new GraphNode($"{at}", at == 0 ? [] : [$"{at - 1}"])).ToList();

        Assert.Equal(GraphFault.TooDeep, Assert.Single(Graph.Of(nodes, new GraphLimits(12, 3)).Problems).Fault);
        Assert.NotNull(Graph.Of(nodes, new GraphLimits(12, 4)).Graph);
    }

    [Fact]
    public void Any_list_of_nodes_is_either_a_graph_in_whose_order_every_need_comes_first_or_has_a_problem()
    {
        var names = Gen.Elements("a", "b", "c", "d", "e", "");
        var node = names.SelectMany(id => names.ListOf().Select(needs => new GraphNode(id, [.. needs])));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(node.ListOf().ToArbitrary(), nodes => Holds([.. nodes]))
        );
    }

    private static bool Holds(GraphNode[] nodes)
    {
        var (graph, problems) = Graph.Of(nodes, _limits);
        if (graph is null)
        {
            return problems.Count > 0;
        }

        var order = graph.Levels.SelectMany(level => level).ToList();
        return problems.Count == 0
            && order.Count == nodes.Length
            && order.Distinct().Count() == nodes.Length
            && order.TrueForAll(at => graph.Needs[at].All(need => order.IndexOf(need) < order.IndexOf(at)));
    }

    private static (Graph? Graph, IReadOnlyList<GraphProblem> Problems) Of(
        params (string Id, string[] Needs)[] nodes
    ) => Graph.Of([.. nodes.Select(node => new GraphNode(node.Id, node.Needs))], _limits);
}
