using Orchestrator.Cli.Simulate.Production;
using Orchestrator.EnsembleWorker;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class FailedHostTests
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
        var fleet = SmallFleet.Of([.. "abc".Select(host => SmallFleet.Host($"{host}", "RTX 4090", 24, Model))]);
        var policy = kind.Create(IdleWorld(fleet));

        for (var failed = 0; failed < fleet.Hosts.Length; failed++)
        {
            var choices = policy.Choose(_request, [failed]);

            Assert.Equal([0, 1, 2], choices.Order());
            Assert.Equal(failed, choices[^1]);
        }
    }

    private static PolicyWorld IdleWorld(Fleet fleet) =>
        new(fleet, new SmallFleet.Steady(1, 1, Model), 1, new VirtualClock())
        {
            Truth = new Idle(fleet),
            Owner = host => new ProductionOwner(host, new EnsembleWorkerOptions()),
            Timing = new ReplayTiming(),
        };

    private sealed class Idle(Fleet fleet) : IFleetTruth
    {
        public HostState StateOf(int host) => HostState.Empty(fleet.Hosts[host].Config);

        public IEnumerable<CallTruth> CallsOf(int host) => [];
    }
}
