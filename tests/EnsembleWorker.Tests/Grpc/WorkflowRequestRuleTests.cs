using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Grpc;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Tests.Grpc;

public sealed class WorkflowRequestRuleTests
{
    private const string One = "  one: { steps: [{ id: a, model: m, prompt: x }], output: a }\n";
    private const string Two = "  two: { steps: [{ id: a, model: m, prompt: x }], output: a }\n";

    [Theory]
    [InlineData("one", One + Two)]
    [InlineData("", One)]
    public void One_that_is_known_is_taken_and_without_a_name_the_only_one(string name, string workflows) =>
        Assert.Null(Check("workflow", name, workflows));

    [Theory]
    [InlineData("workflow", "ome", One + Two, "workflow", "'ome' is none that is known; the closest is 'one'")]
    [InlineData("workflow", "", One + Two, "workflow", "must be one of these: one, two")]
    [InlineData("workflow", "one", "", "strategy", "needs workflows, and this worker has none")]
    [InlineData("ensemble", "one", One, "workflow", "must be empty for the strategy 'ensemble'")]
    public void Anything_else_is_refused_by_the_fields_name(
        string strategy,
        string name,
        string workflows,
        string field,
        string why
    )
    {
        var problem = Check(strategy, name, workflows);

        Assert.NotNull(problem);
        Assert.Equal((field, why), (problem.Field, problem.Text));
    }

    private static RequestProblem? Check(string strategy, string name, string workflows)
    {
        var known =
            workflows.Length == 0
                ? WorkflowSet.Empty
                : WorkflowFile.Read($"workflows:\n{workflows}", "f", new WorkflowOptions()).Value;
        Assert.NotNull(known);
        return WorkflowRequestRule.Check(new StartRunRequest { Strategy = strategy, Workflow = name }, known);
    }
}
