using Orchestrator.Profiler.Planning;
using static Orchestrator.Profiler.Tests.Planning.PlanWorlds;

namespace Orchestrator.Profiler.Tests.Planning;

public sealed class PlanRuleTests
{
    [Fact]
    public void Keeps_what_is_asked_for_and_lets_the_rest_come_when_called()
    {
        var input = Everywhere(
            [Replica("one", 24)],
            [new PlanModel("hot", 0.2), new PlanModel("rare", 0.00002)],
            10,
            10
        );

        var placed = PlanRule.Plan(input, Limits, Now).Of("one")!.Models;

        Assert.Equal([("hot", true), ("rare", false)], placed.Select(place => (place.Model, place.IsResident)));
    }

    [Fact]
    public void Spreads_a_model_over_replicas_when_one_would_be_too_busy()
    {
        var input = Everywhere([Replica("one", 12), Replica("two", 12)], [new PlanModel("hot", 0.8)], 8);

        var stays = PlanRule.Plan(input, Limits, Now).Stays().ToList();

        Assert.Equal(["one", "two"], stays.Select(stay => stay.Replica));
        Assert.All(stays, stay => Assert.Contains(PlanReasons.SharesLoad, stay.Place.Reasons));
    }

    [Fact]
    public void Gives_the_seldom_ones_a_host_of_their_own_when_others_would_be_driven_out_otherwise()
    {
        PlanModel[] models =
        [
            new("a", 0.1),
            new("b", 0.1),
            new("rare-1", 0.004),
            new("rare-2", 0.004),
            new("rare-3", 0.004),
        ];
        var input = Everywhere(
            [Replica("one", 24, 4), Replica("two", 24, 4), Replica("three", 12, 4)],
            models,
            18,
            18,
            9,
            9,
            9
        );

        var plan = PlanRule.Plan(input, Limits, Now);

        Assert.Equal(["a", "b"], plan.Stays().Select(stay => stay.Place.Model).Where(name => name.Length == 1).Order());
        Assert.Equal(
            ["three"],
            plan.Replicas.Where(one =>
                    one.Models.Any(place => place.Model.StartsWith("rare", StringComparison.Ordinal))
                )
                .Select(one => one.Replica)
        );
    }

    [Fact]
    public void A_pinned_model_has_a_place_though_nobody_asks_for_it()
    {
        var input = Everywhere(
            [Replica("one", 12)],
            [new PlanModel("hot", 0.5), new PlanModel("pet", 0, Pinned: true)],
            8,
            8
        );

        var stay = Assert.Single(PlanRule.Plan(input, Limits, Now).Stays());

        Assert.Equal("pet", stay.Place.Model);
        Assert.Equal(PlanReasons.Pinned, stay.Place.Reasons[0]);
    }

    [Fact]
    public void Swaps_when_the_demand_has_turned_and_the_least_time_is_over()
    {
        var (day, night) = (new PlanModel("day", 0.2), new PlanModel("night", 0));
        var input = Everywhere([Replica("one", 12)], [day, night], 8, 8);
        var first = PlanRule.Plan(input, Limits, Now);
        var turned = input.CarriedOut(first) with
        {
            Models = [day with { CallsPerSecond = 0 }, night with { CallsPerSecond = 0.2 }],
        };

        var soon = PlanRule.Plan(turned, Limits, Now + Limits.MinResidency - TimeSpan.FromSeconds(1));
        var later = PlanRule.Plan(turned, Limits, Now + Limits.MinResidency);

        Assert.Equal("day", Assert.Single(soon.Stays()).Place.Model);
        Assert.Equal("night", Assert.Single(later.Stays()).Place.Model);
        Assert.Equal((first.Revision, first.Revision + 1), (soon.Revision, later.Revision));
    }

    [Fact]
    public void A_gain_below_the_margin_changes_nothing()
    {
        var input = Everywhere([Replica("one", 12), Replica("two", 12)], [new PlanModel("a", 0.02)], 8);
        var first = PlanRule.Plan(input, Limits, Now);
        var other = Assert.Single(first.Stays()).Replica == "one" ? "two" : "one";
        var slightly = input.CarriedOut(first) with
        {
            Places =
            [
                .. input.Places.Select(place => place.Replica == other ? place with { CallSeconds = 2.8 } : place),
            ],
        };

        Assert.Equal(first.Revision, PlanRule.Plan(slightly, Limits, Now.AddHours(1)).Revision);
    }

    [Fact]
    public void Tells_what_it_saves_against_what_is_in_memory_now()
    {
        var input = Everywhere([Replica("one", 12)], [new PlanModel("hot", 0.2), new PlanModel("old", 0)], 8, 8) with
        {
            Resident = [new PlanResident("one", "old")],
        };

        var plan = PlanRule.Plan(input, Limits, Now);

        Assert.True(plan.GainSecondsPerHour > 0);
        Assert.Equal(0, PlanRule.Plan(input.CarriedOut(plan), Limits, Now).GainSecondsPerHour, precision: 6);
    }

    [Fact]
    public void Keep_alive_falls_with_the_rank_and_guests_go_first()
    {
        var input = Everywhere(
            [Replica("one", 40, 4)],
            [new PlanModel("a", 0.3), new PlanModel("b", 0.1), new PlanModel("c", 0.00002)],
            10,
            10,
            12
        );

        var placed = PlanRule.Plan(input, Limits, Now).Of("one")!.Models;

        Assert.Equal([true, true, false], placed.Select(place => place.IsResident));
        Assert.Equal(
            placed.Select(place => place.KeepAlive).OrderDescending(),
            placed.Select(place => place.KeepAlive)
        );
        Assert.Equal(3, placed.Select(place => place.KeepAlive).Distinct().Count());
    }

    [Fact]
    public void A_replica_that_is_gone_leaves_its_models_to_the_others()
    {
        var input = Everywhere([Replica("one", 12), Replica("two", 12)], [new PlanModel("hot", 0.02)], 8);
        var first = PlanRule.Plan(input, Limits, Now);
        var gone = Assert.Single(first.Stays()).Replica;
        var left = input.CarriedOut(first) with
        {
            Replicas = [.. input.Replicas.Where(replica => replica.Name != gone)],
            Resident = [],
        };

        var stay = Assert.Single(PlanRule.Plan(left, Limits, Now.AddMinutes(1)).Stays());

        Assert.NotEqual(gone, stay.Replica);
    }

    [Fact]
    public void No_fleet_and_no_models_are_no_error() =>
        Assert.Empty(PlanRule.Plan(new PlanInput([], [], [], [], null), Limits, Now).Replicas);
}
