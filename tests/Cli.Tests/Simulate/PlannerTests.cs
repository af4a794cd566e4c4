using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class PlannerTests
{
    [Theory]
    [InlineData("f1", "m1", 0.3, 1)]
    [InlineData("f1", "m2", 0.6, 2)]
    [InlineData("f2", "m1", 0.6, 3)]
    [InlineData("f2", "m2", 0.3, 4)]
    [InlineData("f3", "m1", 0.3, 5)]
    [InlineData("f3", "m2", 0.3, 6)]
    public void The_planner_is_at_least_as_good_as_each_baseline_and_not_better_than_the_bound(
        string fleetName,
        string mixName,
        double load,
        int seed
    )
    {
        var fleet = BuiltIn.Fleet(fleetName)!;
        var workload = Workload(fleet, mixName, load, (ulong)seed);

        var planner = SmallFleet.Replay(fleet, workload, FullKnowledgePlanner.Kind(1), (ulong)seed).FirstToken.P95;

        Assert.True(
            planner >= Simulation.Bounds.RelaxationBound.Of(fleet, workload, (ulong)seed).FirstToken.P95,
            "below the bound"
        );
        foreach (var baseline in BaselinePolicies.All)
        {
            var other = SmallFleet.Replay(fleet, workload, baseline, (ulong)seed).FirstToken.P95;
            Assert.True(planner <= other, $"{baseline.Name}: {other}, planner: {planner}");
        }
    }

    [Fact]
    public void A_single_planner_that_is_not_the_best_of_anything_beats_the_baselines_on_unequal_hosts()
    {
        var fleet = BuiltIn.Fleet("f2")!;
        var workload = Workload(fleet, "m1", 0.3, 1);

        var planner = SmallFleet.Replay(fleet, workload, FullKnowledgePlanner.Of(new PlannerOptions())).FirstToken.P95;

        Assert.All(
            BaselinePolicies.All,
            baseline => Assert.True(planner < SmallFleet.Replay(fleet, workload, baseline).FirstToken.P95)
        );
    }

    [Theory]
    [InlineData(ModelSpread.Free)]
    [InlineData(ModelSpread.Reduced)]
    [InlineData(ModelSpread.InMemory)]
    public void It_only_names_hosts_that_have_the_model_and_does_the_same_again_for_the_same_seed(ModelSpread spread)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var (fleet, workload) = (SmallWorlds.Fleet(seed), SmallWorlds.Workload(seed));
            var options = new PlannerOptions
            {
                Spread = spread,
                PlacementsTried = 30,
                Spills = true,
            };

            var (first, second) = (Choices(fleet, workload, options, seed), Choices(fleet, workload, options, seed));

            Assert.Equal(first, second);
        }
    }

    private static List<string> Choices(Fleet fleet, IWorkload workload, PlannerOptions options, ulong seed)
    {
        var choices = new List<string>();
        var planner = FullKnowledgePlanner.Of(options);
        var kind = planner with { Create = world => new Recorder(planner.Create(world), fleet, choices) };
        SmallFleet.Replay(fleet, workload, kind, seed);
        return choices;
    }

    private static GeneratedWorkload Workload(Fleet fleet, string mixName, double load, ulong seed)
    {
        var mix = BuiltIn.Mix(mixName)!.On(fleet).Value!;
        var plain = new GeneratedWorkload("poisson", new PoissonArrivals(1), mix) { RequestsMax = 300 };
        var facts = WorkloadFacts.Of(plain, seed);
        var rate = FleetIdeal.Of(fleet, facts).RateScale(load, FleetIdeal.OfferedTokensPerSecond(facts));
        return new GeneratedWorkload("poisson", new PoissonArrivals(rate), mix) { RequestsMax = 300 };
    }

    private sealed class Recorder(IReplayPolicy policy, Fleet fleet, List<string> choices) : IReplayPolicy
    {
        public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed)
        {
            var hosts = policy.Choose(request, failed);
            Assert.All(hosts, host => Assert.True(fleet.Hosts[host].Config.Models.ContainsKey(request.Model)));
            Assert.Equal(hosts.OrderBy(failed.Contains), hosts);
            choices.Add($"{request.Number}: {string.Join(' ', hosts)}");
            return hosts;
        }

        public void Reported(HostReport report) => policy.Reported(report);
    }
}
