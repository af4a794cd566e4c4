using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Workflow;

public sealed class WorkflowTakeoverTests
{
    private const string Other = """
        workflows:
          checked:
            steps: [{ id: other, model: m, prompt: x }]
            output: other
        """;

    [Fact]
    public async Task A_run_that_is_taken_over_asks_nothing_again_and_ends_the_same()
    {
        var steps = WorkflowScript.Saying();
        var first = (RunEnd.Completed)await WorkflowScript.RunAsync(WorkflowScript.Checked, steps);
        var (asked, noted) = (steps.Orders.Count, steps.Notes.Count);

        var second = (RunEnd.Completed)await WorkflowScript.RunAsync(WorkflowScript.Checked, steps);

        Assert.Equal((asked, noted), (steps.Orders.Count, steps.Notes.Count));
        Assert.Equal((first.Answer, first.PayloadJson), (second.Answer, second.PayloadJson));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    [InlineData("plain")]
    public async Task A_run_goes_on_with_the_workflow_that_it_began_with_whatever_the_file_says_by_then(string at)
    {
        var isCut = true;
        var steps = WorkflowScript.Saying(order =>
            isCut && order.Name == at ? throw new OperationCanceledException() : null
        );
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            WorkflowScript.RunAsync(WorkflowScript.Checked, steps)
        );
        isCut = false;

        var end = (RunEnd.Completed)await WorkflowScript.RunAsync(Other, steps);
        var whole = (RunEnd.Completed)await WorkflowScript.RunAsync(WorkflowScript.Checked, WorkflowScript.Saying());

        Assert.Equal(whole.PayloadJson, end.PayloadJson);
        Assert.Equal(["first", "second", "plain"], steps.Names.Distinct().OrderBy(name => name == "plain"));
        Assert.DoesNotContain("other", steps.Names);
    }

    [Fact]
    public async Task A_run_that_was_begun_before_its_workflow_went_away_is_not_begun_anew_as_another()
    {
        var steps = WorkflowScript.Saying();
        steps.Request.Workflow = "checked";
        await WorkflowScript.RunAsync("workflows:\n  x: { steps: [{ id: a, model: m, prompt: x }], output: a }", steps);

        var end = Assert.IsType<RunEnd.Failed>(await WorkflowScript.RunAsync(WorkflowScript.Checked, steps));

        Assert.Equal("unknown_workflow", end.Cause);
    }
}
