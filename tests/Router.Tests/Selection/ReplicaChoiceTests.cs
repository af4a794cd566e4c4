using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class ReplicaChoiceTests
{
    [Fact]
    public void Resident_with_a_free_slot_goes_before_resident_before_idle_before_the_least_loaded()
    {
        var fleet = Of(
            Replica("busy", inFlight: 1, queued: 2),
            Replica("idle"),
            Replica("warm-busy", [Model("qwen3:8b", resident: true)], inFlight: 1),
            Replica("warm-free", [Model("qwen3:8b", resident: true)])
        );

        var choices = Fresh(fleet).Choose(Request()).Choices();

        Assert.Equal(["warm-free", "warm-busy", "idle", "busy"], choices.Names());
        Assert.Equal(["requested", "resident", "free_slot", "soonest"], choices[0].Reasons);
    }

    [Fact]
    public void A_warm_replica_with_a_long_queue_goes_behind_an_idle_one()
    {
        var fleet = Of(
            Replica("idle"),
            Replica("warm-and-drowned", [Model("qwen3:8b", resident: true)], inFlight: 1, queued: 4)
        );

        Assert.Equal(["idle", "warm-and-drowned"], Fresh(fleet).Choose(Request()).Choices().Names());
    }

    [Fact]
    public void Memory_with_too_short_a_context_is_no_advantage()
    {
        var fleet = Of(
            Replica("short", [Model("qwen3:8b", resident: true, loadedContext: 200)], inFlight: 1),
            Replica("idle")
        );

        Assert.Equal(["idle", "short"], Fresh(fleet).Choose(Request(tokens: 300)).Choices().Names());
    }

    [Fact]
    public void A_degraded_replica_is_the_last_choice_and_still_one()
    {
        var fleet = Of(
            Replica("poor", [Model("qwen3:8b", resident: true)], health: ReplicaHealth.Degraded),
            Replica("busy", inFlight: 1, queued: 2)
        );

        var choices = Fresh(fleet).Choose(Request()).Choices();

        Assert.Equal(["busy", "poor"], choices.Names());
        Assert.Contains("degraded", choices[1].Reasons);
    }

    [Fact]
    public void A_replica_that_says_it_is_busy_counts_as_full()
    {
        var fleet = Of(Replica("free"), Replica("full", health: ReplicaHealth.Busy));
        var onlyFull = Of(Replica("full", health: ReplicaHealth.Busy));

        Assert.Equal(["free"], Fresh(fleet).Choose(Request()).Choices().Names());
        var refused = Assert.IsType<SelectionResult.Refused>(Fresh(onlyFull).Choose(Request()).Result);
        Assert.Equal(RefusalKind.AllBusy, refused.Kind);
    }

    [Fact]
    public void Load_counts_by_slot()
    {
        var warm = Model("qwen3:8b", resident: true);
        var fleet = Of(
            Replica("one-slot", [warm], inFlight: 1, slots: 1),
            Replica("four-slots", [warm], inFlight: 2, slots: 4)
        );

        Assert.Equal(["four-slots", "one-slot"], Fresh(fleet).Choose(Request()).Choices().Names());
    }

    [Fact]
    public void Whoever_failed_for_this_run_comes_last_whatever_its_load()
    {
        var fleet = Of(Replica("a"), Replica("b", inFlight: 1, queued: 3));

        var choices = Fresh(fleet).Choose(Request(failed: "a")).Choices();

        Assert.Equal(["b", "a"], choices.Names());
        Assert.Contains("failed_before", choices[1].Reasons);
    }

    [Fact]
    public void A_real_model_goes_before_a_simulated_one()
    {
        var fleet = Of(Replica("simulated", simulated: true), Replica("real", inFlight: 1, queued: 2));

        Assert.Equal(["real", "simulated"], Fresh(fleet).Choose(Request()).Choices().Names());
    }

    [Fact]
    public void Each_exclusion_says_its_own_reason()
    {
        var fleet = Of(
            Replica("full", inFlight: 1, queued: 8, slots: 1, queueLimit: 8),
            Replica("gone", health: ReplicaHealth.Unreachable),
            Replica("leaving", health: ReplicaHealth.Draining),
            Replica("short", [Model("qwen3:8b", context: 100)]),
            Replica("good")
        );

        var result = Fresh(fleet).Choose(Request()).Result;

        Assert.Equal(
            [("full", "queue_full"), ("gone", "unreachable"), ("leaving", "draining"), ("short", "context_too_short")],
            result.Exclusions.Select(excluded => (excluded.Replica, excluded.Reason))
        );
    }

    [Theory]
    [InlineData(5, nameof(RefusalKind.OwnerChanging))]
    [InlineData(60, nameof(RefusalKind.NoReplica))]
    public void A_replica_whose_owner_is_gone_is_waited_for_as_long_as_a_new_one_is_to_be_expected(
        int silentSeconds,
        string expected
    )
    {
        var lastHeard = Start - TimeSpan.FromSeconds(silentSeconds);
        var orphan = Replica("orphan", health: ReplicaHealth.Unreachable, countedAt: lastHeard) with
        {
            IsOrphan = true,
        };

        var refused = Assert.IsType<SelectionResult.Refused>(Fresh(Of(orphan)).Choose(Request()).Result);

        Assert.Equal(expected, refused.Kind.ToString());
        Assert.Equal(refused.Kind == RefusalKind.OwnerChanging, refused.RetryAfter is not null);
    }

    [Fact]
    public void The_answer_and_its_exclusions_are_bounded()
    {
        var fleet = new FleetSnapshot(
            Enumerable
                .Range(0, 200)
                .Select(i => Replica($"r{i}", health: i < 100 ? ReplicaHealth.Healthy : ReplicaHealth.Unreachable))
        );

        var step = Fresh(fleet).Choose(Request());

        Assert.Equal(Limits.MaxReplicasPerModel, step.Choices().Count);
        Assert.Equal(Limits.MaxExclusions, step.Result.Exclusions.Count);
    }

    [Fact]
    public void Equal_replicas_are_chosen_by_chance_and_the_propensity_says_how_likely()
    {
        var state = Fresh(Of(Replica("a"), Replica("b"), Replica("c"), Replica("d", inFlight: 1)));

        var results = Enumerable.Range(0, 300).Select(seed => state.Choose(Request(), seed: seed)).ToList();

        Assert.All(results, step => Assert.Equal(1.0 / 3, ((SelectionResult.Chosen)step.Result).Propensity));
        var counts = results.CountBy(step => step.Choices()[0].Entry.Replica.Name).ToDictionary();
        Assert.Equal(["a", "b", "c"], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 60, 140));
    }
}
