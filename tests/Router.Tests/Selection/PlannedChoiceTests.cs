using System.Collections.Frozen;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class PlannedChoiceTests
{
    private const string Name = "qwen3:8b";

    [Fact]
    public void A_cold_model_is_loaded_where_the_plan_wants_it_even_when_another_place_is_idle()
    {
        var choice = First(Replica("idle"), Planned(Replica("planned")));

        Assert.Equal("planned", choice.Entry.Replica.Name);
        Assert.Contains(ChoiceReasons.Planned, choice.Reasons);
    }

    [Fact]
    public void Where_it_is_in_memory_goes_before_where_it_is_planned() =>
        Assert.Equal("warm", First(Warm("warm", inFlight: 1), Planned(Replica("planned"))).Entry.Replica.Name);

    [Fact]
    public void Of_two_that_have_it_the_planned_one_is_taken_so_that_the_other_falls_idle() =>
        Assert.Equal("planned", First(Warm("left-over"), Planned(Warm("planned"))).Entry.Replica.Name);

    [Fact]
    public void A_planned_place_is_waited_for_and_not_for_ever()
    {
        var busy = Planned(Replica("planned", inFlight: 1, slots: 2));
        var tooBusy = Planned(Replica("planned", inFlight: 1, queued: 8, queueLimit: 100));

        Assert.Equal("planned", First(busy, Replica("idle")).Entry.Replica.Name);
        Assert.Equal("idle", First(tooBusy, Replica("idle")).Entry.Replica.Name);
    }

    [Fact]
    public void Where_the_plan_keeps_it_a_longer_queue_is_waited_for_before_a_copy_is_loaded_elsewhere() =>
        Assert.True(LongestQueue(Planned) > LongestQueue(replica => replica));

    [Fact]
    public void Plans_of_the_registry_hold_for_what_owners_report_before_and_after()
    {
        var selector = new ReplicaSelector(Ranking(), Limits, new Random(1), TimeProvider.System);
        var view = new FleetView(selector);
        var plan = new Dictionary<string, ReplicaFacts>
        {
            ["two"] = ReplicaFacts.None with { PlannedModels = FrozenSet.Create(Name) },
        }.ToFrozenDictionary();

        view.Apply("owner", new OwnerUpdate(Full: true, [Replica("one"), Replica("two")], []));
        view.Know(plan);
        Assert.Equal([false, true], Plans(view));

        view.Apply("owner", new OwnerUpdate(Full: false, [Replica("two", inFlight: 1)], []));
        Assert.Equal([false, true], Plans(view));

        view.Know(FrozenDictionary<string, ReplicaFacts>.Empty);
        Assert.Equal([false, false], Plans(view));
    }

    private static IEnumerable<bool> Plans(FleetView view) => view.Current.Replicas.Select(one => one.Plans(Name));

    private static SelectedChoice First(params ReplicaSnapshot[] replicas) =>
        Fresh(Of(replicas)).Choose(Request(Name)).Choices()[0];

    private static int LongestQueue(Func<ReplicaSnapshot, ReplicaSnapshot> plan) =>
        Enumerable
            .Range(0, 100)
            .TakeWhile(queued =>
                First(
                    plan(Replica("there", [Model(Name, resident: true)], 1, queued, 1, queueLimit: 200)),
                    Replica("idle")
                ).Entry.Replica.Name == "there"
            )
            .Count();

    private static ReplicaSnapshot Warm(string name, int inFlight = 0, int queued = 0, int slots = 1) =>
        Replica(name, [Model(Name, resident: true)], inFlight, queued, slots);

    private static ReplicaSnapshot Planned(ReplicaSnapshot replica) =>
        replica with
        {
            PlannedModels = FrozenSet.Create(Name),
        };
}
