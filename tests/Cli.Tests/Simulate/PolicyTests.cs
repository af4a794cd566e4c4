using Orchestrator.Cli.Simulate.Production;
using Orchestrator.EnsembleWorker;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class PolicyTests
{
    private const string Model = "qwen3:8b";
    private static readonly Arrival _request = new(0, TimeSpan.Zero, Model, PromptShape.Unshared(100), 10);

    [Theory]
    [InlineData("random")]
    [InlineData("round-robin")]
    [InlineData("least-connections")]
    [InlineData("warm-first")]
    [InlineData(ProductionPolicy.Name)]
    [InlineData(FullKnowledgePlanner.Name)]
    public void A_host_that_has_failed_is_tried_after_all_others_and_not_left_out(string name)
    {
        var planner = FullKnowledgePlanner.Of(new PlannerOptions { Spread = ModelSpread.Free });
        var kind = BaselinePolicies.All.Add(ProductionPolicy.Kind).Add(planner).Single(kind => kind.Name == name);
        var fleet = Hosts(1, 1, 1);
        var policy = kind.Create(IdleWorld(fleet));

        for (var failed = 0; failed < fleet.Hosts.Length; failed++)
        {
            var choices = policy.Choose(_request, [failed]);

            Assert.Equal([0, 1, 2], choices.Order());
            Assert.Equal(failed, choices[^1]);
        }
    }

    [Fact]
    public void Round_robin_takes_the_hosts_in_turn()
    {
        var policy = Baseline("round-robin", Hosts(1, 1, 1));

        Assert.Equal([0, 1, 2, 0], Enumerable.Range(0, 4).Select(_ => policy.Choose(_request, [])[0]));
    }

    [Fact]
    public void Random_takes_each_host_about_as_often()
    {
        var policy = Baseline("random", Hosts(1, 1, 1));

        var counts = Enumerable.Range(0, 3000).CountBy(_ => policy.Choose(_request, [])[0]);

        Assert.Equal(3, counts.Count());
        Assert.All(counts, count => Assert.InRange(count.Value, 900, 1100));
    }

    [Theory]
    [InlineData("least-connections")]
    [InlineData("warm-first")]
    public void Least_connections_counts_open_requests_per_slot_until_they_end(string name)
    {
        var policy = Baseline(name, Hosts(1, 4, 2));
        policy.Sent(_request, 0);
        policy.Sent(_request, 1);
        policy.Sent(_request, 2);
        Assert.Equal([1, 2, 0], policy.Choose(_request, []));

        policy.Ended(_request, 0, AttemptOutcome.Failed);
        Assert.Equal([0, 1, 2], policy.Choose(_request, []));
    }

    [Fact]
    public void Warm_first_prefers_a_busy_host_that_was_reported_to_have_the_model_in_memory()
    {
        var policy = Baseline("warm-first", Hosts(1, 1, 1));
        policy.Reported(new HostReport(2, 1, 5, [new SeenModel(Model, 4096)]));
        policy.Sent(_request, 2);
        Assert.Equal(2, policy.Choose(_request, [])[0]);

        policy.Reported(new HostReport(2, 0, 0, []));
        Assert.Equal(2, policy.Choose(_request, [])[^1]);
    }

    private static IReplayPolicy Baseline(string name, Fleet fleet) =>
        BaselinePolicies.All.Single(kind => kind.Name == name).Create(IdleWorld(fleet));

    private static Fleet Hosts(params int[] slots) =>
        SmallFleet.Of([
            .. slots.Select((count, at) => SmallFleet.Host($"host-{at}", "RTX 4090", 24, Model) with { Slots = count }),
        ]);

    private static PolicyWorld IdleWorld(Fleet fleet) =>
        new(fleet, new SmallFleet.Steady(1, 1, Model), 1, new VirtualClock())
        {
            Truth = new Idle(fleet),
            Owner = host => new ProductionOwner(host, new EnsembleWorkerOptions(), residency: null),
            Timing = ProductionReplay.Timing,
        };

    private sealed class Idle(Fleet fleet) : IFleetTruth
    {
        public HostState StateOf(int host) => HostState.Empty(fleet.Hosts[host].Config);

        public IEnumerable<CallTruth> CallsOf(int host) => [];
    }
}
