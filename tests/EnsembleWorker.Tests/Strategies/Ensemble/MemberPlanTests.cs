using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

public sealed class MemberPlanTests
{
    [Fact]
    public void The_best_models_of_the_run_take_part_each_once_and_no_more_than_the_limit()
    {
        var plan = Plan(new StartRunRequest { Models = { "a:1", "b:1", "A:1", "c:1", "d:1" } });

        Assert.Equal([("member-1", "a:1"), ("member-2", "b:1"), ("member-3", "c:1")], Of(plan));
        Assert.Equal("mixed", plan.Mix);
    }

    [Fact]
    public void The_routers_next_stand_in_for_the_members_in_turn()
    {
        var plan = Plan(new StartRunRequest { Models = { "a", "b", "c", "r0", "r1", "r2", "r3" } });

        Assert.Equal(["r0", "r3"], plan.Members[0].Instead);
        Assert.Equal(["r1"], plan.Members[1].Instead);
        Assert.Equal(["r2"], plan.Members[2].Instead);
    }

    [Fact]
    public void A_model_in_memory_goes_before_one_that_is_hardly_better_and_not_before_one_that_is()
    {
        var plan = Plan(
            Outlooks.Request(
                "ensemble",
                Outlooks.Of("clearly-better:70b", 0.90),
                Outlooks.Of("b:14b", 0.80),
                Outlooks.Of("c:14b", 0.80),
                Outlooks.Of("d:8b", 0.79, resident: true)
            )
        );

        Assert.Equal(["clearly-better:70b", "b:14b", "d:8b"], plan.Members.Select(member => member.Model.Name));
        Assert.Equal(["c:14b"], plan.Members[0].Instead);
    }

    [Fact]
    public void Where_mixing_would_weaken_the_best_model_is_sampled_instead()
    {
        var plan = Plan(
            Outlooks.Request("ensemble", Outlooks.Of("a:70b", 0.9), Outlooks.Of("b:3b", 0.5), Outlooks.Of("c:1b", 0.4))
        );

        Assert.Equal(["a:70b", "a:70b", "a:70b"], plan.Members.Select(member => member.Model.Name));
        Assert.Equal([false, true, true], plan.Members.Select(member => member.IsSample));
        Assert.Equal("resampled", plan.Mix);
        // Better a weak stand-in than none.
        Assert.Equal(["b:3b"], plan.Members[0].Instead);
    }

    [Fact]
    public void Places_of_weak_models_go_to_better_ones_of_the_reserve_before_they_go_to_samples()
    {
        var weak = Outlooks.Of("weak:1b", 0.3);
        var request = Outlooks.Request("ensemble", Outlooks.Of("a:70b", 0.9), weak, Outlooks.Of("b:32b", 0.85));
        request.Members = 3;
        var filled = Plan(request);
        request.Members = 2;
        var replaced = Plan(request);

        Assert.Equal(["a:70b", "b:32b", "a:70b"], filled.Members.Select(member => member.Model.Name));
        Assert.Equal("filled", filled.Mix);
        Assert.Equal(["a:70b", "b:32b"], replaced.Members.Select(member => member.Model.Name));
    }

    [Fact]
    public void Nobody_is_left_out_for_being_unknown()
    {
        var unknown = Outlooks.Of("unknown:8b", 0.6);
        unknown.QualityError = 0.25;
        var request = Outlooks.Request("ensemble", Outlooks.Of("a:70b", 0.9), unknown);

        Assert.Equal(["a:70b", "unknown:8b"], Plan(request).Members.Select(member => member.Model.Name));
    }

    [Theory]
    [InlineData(0u, 1)]
    [InlineData(5u, 5)]
    [InlineData(uint.MaxValue, 16)]
    public void One_model_is_asked_as_often_as_the_request_says_and_once_if_it_says_nothing(uint members, int expected)
    {
        var plan = Plan(new StartRunRequest { Models = { "a:1" }, Members = members });

        Assert.Equal(expected, plan.Members.Count);
    }

    [Theory]
    [InlineData(1u, 1)]
    [InlineData(3u, 2)]
    [InlineData(uint.MaxValue, 3)]
    public void A_budget_of_few_calls_means_fewer_members_so_that_one_is_left_for_the_synthesis(
        uint calls,
        int expected
    )
    {
        var request = new StartRunRequest
        {
            Models = { "a", "b", "c" },
            Budget = new RunBudget { Calls = calls },
        };

        Assert.Equal(expected, Plan(request).Members.Count);
    }

    [Fact]
    public void A_replacement_counts_with_its_own_skill()
    {
        var request = Outlooks.Request("ensemble", Outlooks.Of("a:70b", 0.9), Outlooks.Of("b:8b", 0.8));
        request.Members = 1;
        var plan = Plan(request);
        var result = new StepResult
        {
            Step = "member-1",
            Model = "B:8b",
            Replaced = [new Replaced("a:70b", "all_busy")],
        };

        Assert.Equal("b:8b", plan.ModelOf(plan.Members[0], result).Name);
        Assert.Equal("a:70b", plan.ModelOf(plan.Members[0], result with { Replaced = [] }).Name);
        Assert.Equal("a:70b", plan.ModelOf(plan.Members[0], result with { Model = "nobody" }).Name);
    }

    private static MemberPlan Plan(StartRunRequest request) =>
        MemberPlan.Of(request, RunModel.Of(request), new EnsembleOptions());

    private static IEnumerable<(string Step, string Model)> Of(MemberPlan plan) =>
        plan.Members.Select(member => (member.Step, member.Model.Name));
}
