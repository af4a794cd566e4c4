using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Runs.Answers;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Tests.Runs;

public sealed class StartRunRequestsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Members_take_turns_where_the_router_says_that_they_may_not_run_at_once(bool parallel)
    {
        var decision = new RouteResponse
        {
            Strategy = "ensemble",
            Models = { "a:8b", "b:8b" },
            Parallel = parallel,
        };

        var request = StartRunRequests.From("run-1", new Question { Model = "ensemble", Messages = [] }, decision);

        Assert.Equal(("ensemble", !parallel), (request.Strategy, request.Sequential));
        Assert.Equal(["a:8b", "b:8b"], request.Models);
    }

    [Fact]
    public void What_the_router_expects_of_the_models_and_what_it_weighed_goes_to_the_worker()
    {
        var decision = new RouteResponse
        {
            Strategy = "ensemble",
            Models = { "a:8b", "b:8b" },
            Outlooks =
            {
                new ModelOutlook { Model = "a:8b", Quality = 0.7 },
            },
            Members = 1,
            LatencyWeight = 0.01,
            CostWeight = 2,
        };

        var request = StartRunRequests.From("run-1", new Question { Model = "ensemble", Messages = [] }, decision);

        Assert.Equal(decision.Outlooks, request.Outlooks);
        Assert.Equal((1u, 0.01, 2), (request.Members, request.LatencyWeight, request.CostWeight));
    }
}
