using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Profiler;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate.Placing;

/// <summary>The planner, the owners' rule and the router together, on small replays.</summary>
public sealed class PlacementTests
{
    [Fact]
    public void With_placement_a_day_and_a_night_need_far_fewer_swaps_and_first_tokens_come_sooner()
    {
        var fleet = BuiltIn.Fleet("f4")!;
        var day = new Beginning(BuiltIn.Workload("d1", fleet)!.Value!, 12_000);

        var off = Replay(fleet, day, PlanningMode.Off);
        var act = Replay(fleet, day, PlanningMode.Act);

        Assert.Equal((12_000, 12_000), (off.Requests, act.Requests));
        Assert.InRange(act.SwapsPer100, 0, 0.6 * off.SwapsPer100);
        Assert.InRange(act.FirstToken.P50, 0, 0.9 * off.FirstToken.P50);
        Assert.InRange(act.FirstToken.P95, 0, 0.98 * off.FirstToken.P95);
        Assert.InRange(act.Refused, 0, off.Refused);
    }

    [Fact]
    public void Advice_changes_nothing()
    {
        var fleet = BuiltIn.Fleet("f4")!;
        var hours = new Beginning(BuiltIn.Workload("d1", fleet)!.Value!, 3_000);

        Assert.Equal(Told(Replay(fleet, hours, PlanningMode.Off)), Told(Replay(fleet, hours, PlanningMode.Advise)));
    }

    [Fact]
    public void The_other_policies_are_told_no_plan()
    {
        var fleet = BuiltIn.Fleet("f4")!;
        var hours = new Beginning(BuiltIn.Workload("d1", fleet)!.Value!, 3_000);

        Assert.All(
            BaselinePolicies.All,
            policy =>
                Assert.Equal(
                    Told(Replay(fleet, hours, PlanningMode.Off, policy)),
                    Told(Replay(fleet, hours, PlanningMode.Act, policy))
                )
        );
    }

    [Fact]
    public void A_model_that_stays_is_in_memory_before_somebody_calls_it_and_outlives_silence()
    {
        // Once an hour, while a model stays five minutes after a call: without a plan each call loads.
        var fleet = SmallFleet.Of(SmallFleet.Host("one", "RTX 4090", 24, "qwen3:8b"));
        var hourly = new SmallFleet.Steady(48, 1 / 3600.0, "qwen3:8b");

        Assert.Equal(48, Replay(fleet, hourly, PlanningMode.Off).Swaps);
        Assert.InRange(Replay(fleet, hourly, PlanningMode.Act).Swaps, 1, 12);
    }

    private static ReplayFigures Replay(Fleet fleet, IWorkload workload, PlanningMode mode, PolicyKind? policy = null)
    {
        var tally = new ReplayTally(fleet, workload.Deadline);
        FleetReplay.Run(
            ProductionReplay.Of(
                fleet,
                workload,
                policy ?? ProductionPolicy.Kind,
                tally,
                seed: 501,
                new PlanningOptions { Mode = mode }
            ),
            CancellationToken.None
        );
        return tally.Figures();
    }

    private static (long, double, double, double) Told(ReplayFigures figures) =>
        (figures.Swaps, figures.LoadSeconds, figures.FirstToken.P95, figures.Total.P99);

    private sealed class Beginning(IWorkload whole, int requests) : IWorkload
    {
        public string Name => whole.Name;

        public Deadline? Deadline => whole.Deadline;

        public IEnumerable<Arrival> Read(ulong seed) => whole.Read(seed).Take(requests);
    }
}
