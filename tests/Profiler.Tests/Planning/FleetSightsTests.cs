using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Profiler.Plans;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Planning;

public sealed class FleetSightsTests : IDisposable
{
    private readonly FleetFeed _feed = new(
        Options.Create(new ProfilerOptions()),
        new IdSource(new ManualTimeProvider())
    );
    private readonly ProfilerDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void What_owners_measured_is_what_planning_sees()
    {
        Hear(Replica("one", "hot").With(Reports.Measured("hot", decode: 50, calls: 20)));

        var sight = Take();

        var model = Assert.Single(Assert.Single(sight.Replicas).Models);
        Assert.Equal("hot", model.Model);
        Assert.Equal(1 / (50 / Math.Pow(2, 0.8)), model.OutputSeconds, precision: 6);
        Assert.Equal(new DemandCounts(20, 2000, 200), Assert.Single(sight.Counts).Value);
    }

    [Fact]
    public void Memory_is_what_was_measured_there_else_weights_and_context_times_slots_of_cache()
    {
        Hear(
            Replica("one", "known", "unknown")
                .With(Reports.Measured("known", 50) with { TotalBytes = 9_000_000_000, VramBytes = 9_000_000_000 })
        );

        var bytes = Take().Replicas[0].Models.ToDictionary(model => model.Model, model => model.Bytes);

        Assert.Equal(9_000_000_000, bytes["known"]);
        Assert.Equal(
            MemoryNeed.Bytes(5_000_000_000, 8192, 2, MemoryNeed.CacheBytesPerToken(8.2, 5_000_000_000)),
            bytes["unknown"]
        );
    }

    [Fact]
    public void Replicas_that_take_no_work_or_whose_memory_is_unknown_are_left_out()
    {
        Hear(
            Replica("well", "hot"),
            Replica("gone", "hot") with
            {
                Health = Orchestrator.Contracts.Worker.V1.Health.Unreachable,
            },
            Replica("cpu", "hot") with
            {
                VramBytes = 0,
            }
        );

        Assert.Equal("well", Assert.Single(Take().Replicas).Name);
    }

    [Fact]
    public void Memory_that_is_not_configured_is_that_of_the_named_cards()
    {
        Hear(Replica("one", "hot") with { VramBytes = 0, Gpu = "2x NVIDIA GeForce RTX 3090" });

        Assert.Equal(2 * (24L << 30), Assert.Single(Take().Replicas).VramBytes);
    }

    [Fact]
    public void What_is_in_memory_and_what_operators_have_set_is_seen()
    {
        Hear(Replica("one", "a", "b") with { Loaded = [new MemoryModel("b", 1, 1, 4096, null)] });

        var sight = Take();

        Assert.Equal([false, true], sight.Replicas[0].Models.Select(model => model.IsLoaded));
        Assert.Equal([("a", 5, false, true), ("b", 5, false, true)], sight.Settings.Select(Said).Order());
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public async Task A_plan_is_stored_whole_and_only_one_that_is_carried_out_reaches_workers(bool isAct, int toWorkers)
    {
        Hear(Replica("one", "hot", "rare"));
        var plans = new PlanStore(_database, new ManualTimeProvider());
        var place = new PlannedPlace("hot", 0, true, TimeSpan.FromHours(1), default, 1, 1, 1, []);
        var plan = PlacementPlan.Empty with
        {
            Replicas =
            [
                new ReplicaPlacement("one", [place, place with { Model = "rare", Rank = 1, IsResident = false }]),
            ],
        };

        await new StoredPlanSink(plans, _feed).PublishAsync(plan, isAct, default);

        var (carriedOut, shown) = await plans.ReadAsync(default);
        Assert.Equal(toWorkers, carriedOut.Sum(one => one.Models.Count));
        Assert.Equal(
            [("hot", "digest-hot", true), ("rare", "digest-rare", false)],
            shown[0].Models.Select(model => (model.Model, model.Digest, model.Resident))
        );
    }

    private static (string, int, bool, bool) Said(PlanSettings set) =>
        (set.Model, set.Priority, set.Pinned, set.Enabled);

    private FleetSight Take() => new FleetSights(_feed, Options.Create(new PlanningOptions())).Take();

    private void Hear(params ReplicaReport[] replicas) =>
        _feed.Apply(registry =>
        {
            registry.Hear(Reports.Full(replicas));
        });

    private static ReplicaReport Replica(string name, params string[] models) =>
        Reports.Replica(name, models) with
        {
            VramBytes = 24UL << 30,
            Slots = 2,
        };
}
