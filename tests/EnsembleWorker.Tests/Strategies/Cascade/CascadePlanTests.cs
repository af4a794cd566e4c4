using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Cascade;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Cascade;

public sealed class CascadePlanTests
{
    [Fact]
    public void The_cheapest_comes_first_and_each_is_better_than_the_one_before()
    {
        var plan = Plan(
            Outlooks.Of("large:70b", 0.9, 30),
            Outlooks.Of("slow-but-no-better:8b", 0.6, 6),
            Outlooks.Of("medium:14b", 0.75, 10),
            Outlooks.Of("small:3b", 0.6, 2)
        );

        Assert.Equal(["small:3b", "medium:14b", "large:70b"], plan.Rungs.Select(rung => rung.Name));
        Assert.Equal(["slow-but-no-better:8b"], plan.Reserve.Select(model => model.Name));
    }

    [Fact]
    public void The_price_of_a_rung_includes_its_queue_and_the_swap()
    {
        var swapped = Outlooks.Of("quick-when-loaded:8b", 0.8, 1);
        swapped.LoadSeconds = 30;
        var queued = Outlooks.Of("queued:4b", 0.85, 1);
        queued.WaitSeconds = 60;

        var plan = Plan(swapped, queued, Outlooks.Of("resident:3b", 0.6, 5, resident: true));

        Assert.Equal(["resident:3b", "quick-when-loaded:8b", "queued:4b"], plan.Rungs.Select(rung => rung.Name));
    }

    [Fact]
    public void Of_too_many_rungs_the_cheapest_the_best_and_the_largest_gain_between_stay()
    {
        var plan = Plan(
            Outlooks.Of("a:1b", 0.50, 1),
            Outlooks.Of("b:2b", 0.52, 4),
            Outlooks.Of("c:8b", 0.75, 10),
            Outlooks.Of("d:14b", 0.80, 30),
            Outlooks.Of("e:70b", 0.90, 90)
        );

        Assert.Equal(["a:1b", "c:8b", "e:70b"], plan.Rungs.Select(rung => rung.Name));
    }

    [Fact]
    public void A_rung_that_saves_less_than_it_costs_is_left_out()
    {
        // Right one time in ten, and no faster than what it is to make unnecessary.
        var plan = Plan(Outlooks.Of("bad:1b", 0.1, 5), Outlooks.Of("good:8b", 0.8, 6));

        Assert.Equal(["good:8b"], plan.Rungs.Select(rung => rung.Name));
    }

    [Fact]
    public void Models_of_which_nothing_is_known_are_one_rung_of_the_routers_best()
    {
        var models = RunModel.Of(new StartRunRequest { Models = { "a:70b", "b:8b" } });

        var plan = CascadePlan.Of(new StartRunRequest(), models, new CascadeOptions());

        Assert.Equal(["a:70b"], plan.Rungs.Select(rung => rung.Name));
    }

    [Theory]
    [InlineData(1u, "large:70b", 0)]
    [InlineData(2u, "small:3b large:70b", 0)]
    [InlineData(3u, "small:3b large:70b", 1)]
    [InlineData(100u, "small:3b large:70b", 2)]
    public void A_budget_leaves_out_samples_first_and_the_cheapest_rung_last(uint calls, string rungs, int further)
    {
        var request = Outlooks.Request("cascade", Outlooks.Of("large:70b", 0.9, 60), Outlooks.Of("small:3b", 0.6, 2));
        request.Budget = new RunBudget { Calls = calls };

        var plan = CascadePlan.Of(request, RunModel.Of(request), new CascadeOptions());

        Assert.Equal(rungs, string.Join(' ', plan.Rungs.Select(rung => rung.Name)));
        Assert.Equal(further, plan.Further);
    }

    [Fact]
    public void What_the_router_has_weighed_goes_before_the_options_and_nonsense_does_not()
    {
        var options = new CascadeOptions();

        Assert.Equal(new CallPrice(0.05, 0), CallPrice.Of(new StartRunRequest { LatencyWeight = 0.05 }, options));
        Assert.Equal(
            new CallPrice(options.LatencyWeight, options.CostWeight),
            CallPrice.Of(new StartRunRequest { LatencyWeight = double.NaN, CostWeight = -1 }, options)
        );
    }

    private static CascadePlan Plan(params ModelOutlook[] models)
    {
        var request = Outlooks.Request("cascade", models);
        return CascadePlan.Of(request, RunModel.Of(request), new CascadeOptions());
    }
}
