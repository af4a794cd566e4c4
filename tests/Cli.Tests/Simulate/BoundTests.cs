using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Planning;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class BoundTests
{
    private const string Model = "qwen3:8b";

    private static readonly ImmutableArray<PolicyKind> _policies =
    [
        .. BaselinePolicies.All,
        ProductionPolicy.Kind,
        FullKnowledgePlanner.Of(new PlannerOptions { PlacementsTried = 20 }),
    ];

    [Fact]
    public void No_policy_is_better_than_the_bound_in_any_quantile_or_in_the_mean()
    {
        for (ulong seed = 1; seed <= 25; seed++)
        {
            var (fleet, workload) = (SmallWorlds.Fleet(seed), SmallWorlds.Workload(seed));
            var bound = RelaxationBound.Of(fleet, workload, seed);
            foreach (var policy in _policies)
            {
                var watch = new Means(new ReplayTally(fleet, deadline: null));
                Replay(fleet, workload, policy, seed, watch);
                var figures = watch.Tally.Figures();

                Assert.True(IsAtMost(bound.FirstToken, figures.FirstToken), $"seed {seed}, {policy.Name}: first token");
                Assert.True(IsAtMost(bound.Total, figures.Total), $"seed {seed}, {policy.Name}: total");
                Assert.True(
                    figures.Refused > 0
                        || (watch.FirstToken >= bound.MeanFirstToken - 1e-6 && watch.Total >= bound.MeanTotal - 1e-6),
                    $"seed {seed}, {policy.Name}: mean"
                );
            }
        }
    }

    [Fact]
    public void A_request_alone_reaches_the_bound()
    {
        var fleet = SmallFleet.Of(SmallFleet.Host("one", "RTX 4090", 24, Model));
        var workload = new SmallFleet.Given(new Arrival(0, TimeSpan.Zero, Model, PromptShape.Unshared(500), 100));

        var bound = RelaxationBound.Of(fleet, workload, 1);
        var figures = SmallFleet.Replay(fleet, workload, BaselinePolicies.All[0]);

        Assert.Equal(bound.FirstToken, figures.FirstToken);
        Assert.Equal(bound.Total, figures.Total);
        Assert.Equal(bound.SwapsPer100, figures.SwapsPer100);
    }

    [Fact]
    public void A_queue_at_a_host_with_one_slot_is_in_the_bound()
    {
        var fleet = SmallFleet.Of(SmallFleet.Host("one", "RTX 4090", 24, Model));
        var together = TimeSpan.FromMinutes(1);
        var workload = new SmallFleet.Given([
            .. Enumerable
                .Range(0, 20)
                .Select(number => new Arrival(
                    number,
                    number == 0 ? TimeSpan.Zero : together,
                    Model,
                    PromptShape.Unshared(500),
                    100
                )),
        ]);

        var bound = RelaxationBound.Of(fleet, workload, 1);
        var figures = SmallFleet.Replay(fleet, workload, BaselinePolicies.All[0]);

        // All are equal and served one after another: nothing is left out but rounding.
        Assert.InRange(bound.Total.P95 / figures.Total.P95, 0.96, 1);
        Assert.True(bound.Total.P95 > bound.TotalAlone.P95 * 5);
    }

    [Fact]
    public void Requests_that_no_host_can_answer_are_never_answered_by_any_policy()
    {
        var fleet = SmallFleet.Of(SmallFleet.Host("one", "RTX 4090", 24, Model));
        var workload = new SmallFleet.Given(
            new Arrival(0, TimeSpan.Zero, "gemma3:12b", PromptShape.Unshared(500), 100)
        );

        var bound = RelaxationBound.Of(fleet, workload, 1);

        Assert.Equal(double.PositiveInfinity, bound.FirstToken.P50);
        Assert.Equal(0, bound.SwapsPer100);
    }

    private static bool IsAtMost(Quantiles bound, Quantiles figures) =>
        bound.P50 <= figures.P50 && bound.P95 <= figures.P95 && bound.P99 <= figures.P99;

    private static void Replay(Fleet fleet, IWorkload workload, PolicyKind policy, ulong seed, IReplayObserver watch) =>
        FleetReplay.Run(ProductionReplay.Of(fleet, workload, policy, watch, seed), CancellationToken.None);

    private sealed class Means(ReplayTally tally) : IReplayObserver
    {
        private double _firstToken;
        private double _total;
        private long _count;

        public ReplayTally Tally => tally;

        public double FirstToken => _firstToken / _count;

        public double Total => _total / _count;

        public void Arrived(TimeSpan at, Arrival request) => tally.Arrived(at, request);

        public void Refused(TimeSpan at, Arrival request) => tally.Refused(at, request);

        public void Completed(CompletedRequest done)
        {
            tally.Completed(done);
            _firstToken += done.FirstToken.TotalSeconds;
            _total += done.Total.TotalSeconds;
            _count++;
        }
    }
}
