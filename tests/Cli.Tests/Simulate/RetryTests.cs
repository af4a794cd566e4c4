using Orchestrator.Placement;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>What becomes of a request that its hosts refuse, within production's budget.</summary>
public sealed class RetryTests
{
    private const string Model = "qwen3:8b";
    private static readonly PlacementLimits _limits = new();

    [Fact]
    public void A_policy_is_asked_again_after_its_list_has_failed_as_often_as_production_asks_its_router()
    {
        var policy = Play(choices: 1);

        Assert.Equal(_limits.MaxRoutings, policy.Asked);
        Assert.Equal(_limits.MaxRoutings, policy.Sent);
    }

    [Fact]
    public void No_more_hosts_are_tried_than_production_tries_replicas()
    {
        var policy = Play(choices: 100);

        Assert.Equal(1, policy.Asked);
        Assert.Equal(_limits.MaxAttempts, policy.Sent);
    }

    private static Stubborn Play(int choices)
    {
        var host = SmallFleet.Host("one", "RTX 4090", 24, Model) with { Slots = 1, QueueLimit = 0 };
        var policy = new Stubborn(choices);
        var workload = new SmallFleet.Given(Request(0, outputTokens: 5000), Request(1, outputTokens: 1));
        var kind = new PolicyKind("stubborn", "Names one host many times.", _ => policy);

        var figures = SmallFleet.Replay(SmallFleet.Of(host), workload, kind);

        Assert.Equal((1, 1), (figures.Completed, figures.Refused));
        return policy;
    }

    private static Arrival Request(long number, int outputTokens) =>
        new(number, TimeSpan.FromSeconds(number), Model, PromptShape.Unshared(10), outputTokens);

    /// <summary>Counts what happens to the second request, which finds the host full.</summary>
    private sealed class Stubborn(int choices) : IReplayPolicy
    {
        public int Asked { get; private set; }

        public int Sent { get; private set; }

        public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed)
        {
            Asked += request.Number == 1 ? 1 : 0;
            return [.. Enumerable.Repeat(0, choices)];
        }

        void IReplayPolicy.Sent(Arrival request, int host) => Sent += request.Number == 1 ? 1 : 0;
    }
}
