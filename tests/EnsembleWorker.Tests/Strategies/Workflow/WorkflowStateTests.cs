using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Workflow;

public sealed class WorkflowStateTests
{
    private const string One = "workflows:\n  one: { steps: [{ id: a, model: m, prompt: x }], output: a }\n";

    private sealed class Named(string name) : IStrategy
    {
        public string Name => name;

        public Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    [Fact]
    public void A_wrong_file_leaves_the_workflows_as_they_were_and_is_told_once()
    {
        var good = After(WorkflowState.Empty, One);
        var bad = After(good, "workflows: [");
        var again = After(bad, "workflows: [");
        var back = After(again, One);

        Assert.Equal(["one"], good.Current.Names);
        Assert.Equal((false, true), (bad.IsGood, ReferenceEquals(good.Current, bad.Current)));
        Assert.Same(bad, again);
        Assert.Equal((true, "one"), (back.IsGood, Assert.Single(back.Current.Names)));
    }

    [Fact]
    public void A_file_that_cannot_be_read_leaves_them_too()
    {
        var good = After(WorkflowState.Empty, One);
        var gone = After(good, null);

        Assert.Equal(
            ("f.yaml: it is gone", true),
            (gone.Problems[0].ToString(), ReferenceEquals(good.Current, gone.Current))
        );
        Assert.Same(gone, After(gone, null));
    }

    [Fact]
    public void A_worker_announces_its_workflows_by_name_and_the_strategy_only_with_one()
    {
        var book = new WorkflowBook();
        var names = new WorkflowNames([new Named("ensemble"), new Named("workflow")], book);
        var before = names.Announced;

        book.State = After(book.State, One);

        Assert.Equal(["ensemble"], before);
        Assert.Equal(["ensemble", "workflow", "workflow:one"], names.Announced);
        Assert.Same(names.Announced, names.Announced);
    }

    private static WorkflowState After(WorkflowState state, string? content) =>
        state.After(content, "it is gone", "f.yaml", new WorkflowOptions());
}
