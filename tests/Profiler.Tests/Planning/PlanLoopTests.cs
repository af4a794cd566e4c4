using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Planning;

public sealed class PlanLoopTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly OneReplica _fleet = new();
    private readonly Published _sink = new();
    private readonly Memory _store = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Seat _seat = new();

    [Fact]
    public async Task Publishes_a_plan_once_demand_is_known_and_then_only_changes()
    {
        var loop = Loop(PlanningMode.Act);
        await RunAsync(loop, TimeSpan.FromHours(2));

        Assert.Equal([0, 1], _sink.Plans.Select(plan => plan.Revision));
        Assert.Equal("hot", Assert.Single(_sink.Plans[1].Replicas[0].Models).Model);
        Assert.All(_sink.Acts, Assert.True);
    }

    [Fact]
    public async Task Advice_is_published_as_not_to_be_carried_out_and_off_publishes_nothing_to_do()
    {
        await RunAsync(Loop(PlanningMode.Advise), TimeSpan.FromMinutes(30));
        Assert.All(_sink.Acts, Assert.False);
        Assert.Equal(1, _sink.Plans[^1].Revision);

        await RunAsync(Loop(PlanningMode.Off), TimeSpan.FromMinutes(30));
        Assert.Empty(_sink.Plans[^1].Replicas);
        Assert.False(_sink.Acts[^1]);
    }

    [Fact]
    public async Task Only_the_leader_plans_and_the_next_one_goes_on_where_it_stopped()
    {
        var first = Loop(PlanningMode.Act);
        await RunAsync(first, TimeSpan.FromHours(1));
        var learned = _store.Kept.Demand.Of("hot").Forecast.Bins;
        _seat.IsLeader = false;
        await RunAsync(first, TimeSpan.FromHours(1));
        Assert.Equal(learned, _store.Kept.Demand.Of("hot").Forecast.Bins);

        _seat.IsLeader = true;
        await RunAsync(Loop(PlanningMode.Act), TimeSpan.FromMinutes(31));

        // The bin in which it took over was not counted whole.
        Assert.InRange(_store.Kept.Demand.Of("hot").Forecast.Bins, learned + 2, learned + 3);
        Assert.Equal(_sink.Plans[^1].Revision, _sink.Plans[1].Revision);
    }

    [Fact]
    public async Task What_could_not_be_published_is_published_later()
    {
        var loop = Loop(PlanningMode.Act);
        _sink.IsAway = true;
        await Assert.ThrowsAsync<IOException>(() => RunAsync(loop, TimeSpan.FromSeconds(1)));
        _sink.IsAway = false;
        await RunAsync(loop, TimeSpan.FromMinutes(30));

        Assert.Equal([0, 1], _sink.Plans.Select(plan => plan.Revision));
    }

    [Fact]
    public async Task Stores_at_the_end_of_a_bin_and_not_in_each_round()
    {
        await RunAsync(Loop(PlanningMode.Advise), TimeSpan.FromHours(1));

        // Six bins, and the first plan with one of them.
        Assert.InRange(_store.Writes, 5, 7);
    }

    public void Dispose() => _services.Dispose();

    private PlanLoop Loop(PlanningMode mode) =>
        new(
            _fleet,
            _sink,
            _store,
            _seat,
            new PlanningMetrics(_services.GetRequiredService<IMeterFactory>()),
            Options.Create(new PlanningOptions { Mode = mode }),
            _clock,
            NullLogger<PlanLoop>.Instance
        );

    private async Task RunAsync(PlanLoop loop, TimeSpan span)
    {
        var end = _clock.GetUtcNow() + span;
        while (_clock.GetUtcNow() < end)
        {
            await loop.RoundAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromSeconds(30));
            _fleet.Calls += 3;
        }
    }

    private sealed class OneReplica : IFleetSights
    {
        public long Calls { get; set; }

        public FleetSight Take() =>
            new(
                [
                    new ReplicaSight(
                        "one",
                        24 * PlanWorlds.Gb,
                        2,
                        3,
                        [new ModelOnReplica("hot", 8 * PlanWorlds.Gb, 5, 0.001, 0.02, IsLoaded: false)]
                    ),
                ],
                [],
                new Dictionary<DemandCounts.Key, DemandCounts>
                {
                    [new("one", 1, "hot")] = new(Calls, 500 * Calls, 100 * Calls),
                }
            );
    }

    private sealed class Seat : ILeader
    {
        public bool IsLeader { get; set; } = true;
    }

    private sealed class Published : IPlanSink
    {
        public bool IsAway { get; set; }

        public List<PlacementPlan> Plans { get; } = [];

        public List<bool> Acts { get; } = [];

        public Task PublishAsync(PlacementPlan plan, bool isCarriedOut, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new IOException("The database is away.");
            }

            Plans.Add(plan);
            Acts.Add(isCarriedOut);
            return Task.CompletedTask;
        }
    }

    private sealed class Memory : IPlanningStore
    {
        public PlanningMemory Kept { get; private set; } = PlanningMemory.Empty;

        public int Writes { get; private set; }

        public Task<PlanningMemory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Kept);

        public Task WriteAsync(PlanningMemory memory, CancellationToken cancellationToken)
        {
            (Kept, Writes) = (memory, Writes + 1);
            return Task.CompletedTask;
        }
    }
}
