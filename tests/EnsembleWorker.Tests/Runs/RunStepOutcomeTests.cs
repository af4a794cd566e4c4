using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Attempts;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunStepOutcomeTests
{
    [Fact]
    public void The_outcome_of_a_step_names_the_runs_strategy_and_what_the_user_asked()
    {
        var attempt = Single() with { Step = new RunStep("ensemble", "synthesis", "code", "ko") };

        Assert.Equal(("ensemble", "code", "ko"), (attempt.Strategy, attempt.Task, attempt.Language));
    }

    [Fact]
    public void Without_a_classification_of_the_run_the_routers_counts()
    {
        var attempt = Single() with { Step = new RunStep("ensemble", "member-1", "", "") };

        Assert.Equal(("ensemble", "translation", "en"), (attempt.Strategy, attempt.Task, attempt.Language));
    }

    [Fact]
    public void A_single_answer_is_as_the_router_says() => Assert.Equal("single", Single().Strategy);

    private static Attempt Single()
    {
        var decision = new RouteResponse
        {
            Strategy = "single",
            Classification = new Classification { Task = "translation", Language = "en" },
        };
        return new Attempt("run-1", 1, decision, new Choice(), StartedAt: 0);
    }
}
