using Orchestrator.Router.Fleet;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Fleet;

public sealed class FleetStateTests
{
    [Fact]
    public void A_full_update_replaces_and_a_partial_one_changes_what_it_names()
    {
        var state = FleetState
            .Empty.Apply("w", new OwnerUpdate(true, [Replica("old")], []))
            .Apply("w", new OwnerUpdate(true, [Replica("a"), Replica("b")], []))
            .Apply("w", new OwnerUpdate(false, [Replica("b", inFlight: 3)], ["a"]));

        var replica = Assert.Single(state.ToSnapshot().Replicas);
        Assert.Equal(("b", 3), (replica.Name, replica.InFlight));
    }

    [Fact]
    public void Many_small_updates_add_up_to_no_more_than_the_limit()
    {
        var state = FleetState.Empty;
        foreach (var name in new[] { "a", "b", "c" })
        {
            state = state.Apply("w", new OwnerUpdate(false, [Replica(name)], [], ReplicasMax: 2));
        }

        state = state.Apply("w", new OwnerUpdate(false, [Replica("b", inFlight: 3)], [], ReplicasMax: 2));

        Assert.Equal(["a", "b"], state.ToSnapshot().Replicas.Select(replica => replica.Name).Order());
        Assert.Contains(state.ToSnapshot().Replicas, replica => replica.InFlight == 3);
    }

    [Fact]
    public void Replicas_of_a_lost_owner_stay_known_as_unreachable_until_it_speaks_again()
    {
        var update = new OwnerUpdate(true, [Replica("a")], []);
        var lost = FleetState.Empty.Apply("w", update).Lose("w");

        Assert.Equal(ReplicaHealth.Unreachable, Assert.Single(lost.ToSnapshot().Replicas).Health);
        Assert.Equal(ReplicaHealth.Healthy, Assert.Single(lost.Apply("w", update).ToSnapshot().Replicas).Health);
        Assert.Empty(lost.Drop("w").ToSnapshot().Replicas);
    }

    [Fact]
    public void Strategies_are_those_of_all_owners_that_are_heard()
    {
        var one = new OwnerUpdate(true, [Replica("a")], []) { Strategies = ["ensemble", "debate"] };
        var other = new OwnerUpdate(true, [Replica("b")], []) { Strategies = ["ensemble"] };
        var change = new OwnerUpdate(false, [Replica("a", inFlight: 1)], []);

        var state = FleetState.Empty.Apply("v", one).Apply("w", other).Apply("v", change);

        Assert.Equal(["debate", "ensemble"], state.ToSnapshot().Strategies.Order());
        Assert.Equal(["ensemble"], state.Lose("v").ToSnapshot().Strategies);
    }

    [Fact]
    public void Workers_that_do_not_say_what_they_carry_out_carry_out_ensembles() =>
        Assert.Equal(
            ["ensemble"],
            FleetState.Empty.Apply("w", new OwnerUpdate(true, [Replica("a")], [])).ToSnapshot().Strategies
        );

    [Fact]
    public void A_sign_of_life_is_when_an_owner_was_last_heard_and_changes_nothing_else()
    {
        var late = Start + TimeSpan.FromMinutes(5);
        var known = FleetState.Empty.Apply("w", new OwnerUpdate(true, [Replica("a")], []) { HeardAt = Start });

        var heard = known.Hear("w", late);

        Assert.NotNull(heard);
        Assert.Equal(Start, Assert.Single(heard.ToSnapshot().Replicas).CountedAt);
        Assert.Equal(late, Assert.Single(heard.Lose("w").ToSnapshot().Replicas).CountedAt);
        Assert.Null(heard.Lose("w").Hear("w", late));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_a_lease_moves_the_younger_epoch_counts(bool oldFirst)
    {
        var old = new OwnerUpdate(true, [Replica("a", epoch: 4)], []);
        var young = new OwnerUpdate(true, [Replica("a", epoch: 5)], []);

        var state = oldFirst
            ? FleetState.Empty.Apply("old", old).Apply("young", young)
            : FleetState.Empty.Apply("young", young).Apply("old", old);

        Assert.Equal(5ul, Assert.Single(state.ToSnapshot().Replicas).Epoch);
    }

    [Fact]
    public void One_name_on_several_replicas_is_one_model()
    {
        var fleet = Of(Replica("a", [Model("Qwen3")]), Replica("b", [Model("qwen3:latest")]));

        var model = Assert.Single(fleet.Models);
        Assert.Equal("qwen3:latest", model.Key);
        Assert.Equal(2, model.Entries.Length);
    }

    [Fact]
    public void Two_spellings_on_one_replica_are_one_copy() =>
        Assert.Single(Of(Replica("a", [Model("qwen3"), Model("QWEN3:latest")])).Models[0].Entries);
}
