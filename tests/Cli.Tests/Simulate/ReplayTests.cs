using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Replay.Policies;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class ReplayTests
{
    private static readonly string[] _models = ["qwen3:8b", "llama3.2:3b", "gemma3:12b"];

    [Fact]
    public void Every_policy_answers_every_request_of_a_light_load_once()
    {
        var fleet = SmallFleet.Of(
            SmallFleet.Host("one", "RTX 4090", 24, _models),
            SmallFleet.Host("two", "RTX 3090", 24, _models)
        );

        Assert.All(
            BaselinePolicies.All.Add(ProductionPolicy.Kind),
            policy =>
            {
                var figures = SmallFleet.Replay(fleet, new SmallFleet.Steady(200, 0.05, _models), policy);
                Assert.Equal((200, 200, 0), (figures.Requests, figures.Completed, figures.Refused));
            }
        );
    }
}
