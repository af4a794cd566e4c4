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
}
