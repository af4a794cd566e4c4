using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Who is in an ensemble.</summary>
public sealed class EnsembleTests
{
    [Theory]
    [InlineData("ensemble")]
    [InlineData("Ensemble:latest")]
    public void The_best_models_are_its_members_one_place_each(string name)
    {
        var fleet = Of(
            Replica("a", [Model("m:1b", size: "1B"), Model("m:8b", size: "8B")]),
            Replica("b", [Model("m:8b", size: "8B"), Model("m:32b", size: "32B"), Model("m:14b", size: "14B")])
        );

        var choices = Choose(fleet, Request(name)).Choices();

        Assert.Equal(["m:32b", "m:14b", "m:8b"], choices.Models());
    }

    [Fact]
    public void How_many_members_there_are_is_an_option()
    {
        var fleet = Of(Replica("a", [Model("m:1b"), Model("m:2b"), Model("m:3b")]));
        var request = Request("ensemble");
        var limits = new SelectionOptions { EnsembleMembers = 2 }.ToLimits();

        var (_, result) = Fresh(fleet).Choose(request, Ranking().Rank(fleet, request), Start, limits, new Random(1));

        var chosen = Assert.IsType<SelectionResult.Chosen>(result);
        Assert.Equal((2, 2), (chosen.Choices.Count, chosen.MembersWanted));
    }

    [Fact]
    public void The_next_best_models_stand_by_for_members_that_fail()
    {
        var fleet = Of(
            Replica("a", [Model("m:1b", size: "1B"), Model("m:32b", size: "32B"), Model("m:8b", size: "8B")])
        );
        var limits = new SelectionOptions { EnsembleMembers = 1, StrategyReserve = 1 }.ToLimits();

        var (members, reserve) = Taken(Request("ensemble"));
        Assert.Equal("m:32b", Assert.Single(members));
        Assert.Equal("m:8b", Assert.Single(reserve));
        Assert.Empty(Taken(Request("ensemble") with { MembersOnly = true }).Reserve);

        (string[] Members, string[] Reserve) Taken(SelectionRequest request)
        {
            var (_, result) = Fresh(fleet)
                .Choose(request, Ranking().Rank(fleet, request), Start, limits, new Random(1));
            var chosen = Assert.IsType<SelectionResult.Chosen>(result);
            return ([.. chosen.Choices.Models()], [.. chosen.Reserve.Models()]);
        }
    }

    [Fact]
    public void The_same_weights_under_two_names_are_one_member()
    {
        var one = Model("m:8b", size: "8B");
        var alias = one with { Name = "m:newest" };

        var choices = Choose(Of(Replica("a", [one, alias, Model("n:4b", size: "4B")])), Request("ensemble")).Choices();

        Assert.Equal(2, choices.Count);
        Assert.Single(choices, choice => choice.Entry.Model.Digest == one.Digest);
    }

    [Fact]
    public void Models_of_unknown_digests_are_told_apart_by_their_names()
    {
        var one = Model("m:8b") with { Digest = "" };
        var other = Model("n:8b") with { Digest = "" };

        Assert.Equal(2, Choose(Of(Replica("a", [one, other])), Request("ensemble")).Choices().Count);
    }

    [Fact]
    public void A_model_that_no_replica_can_take_now_gives_way_to_the_next_best()
    {
        var fleet = Of(
            Replica("gone", [Model("m:70b", size: "70B")], health: ReplicaHealth.Unreachable),
            Replica("full", [Model("m:32b", size: "32B")], inFlight: 1, slots: 1, queueLimit: 0),
            Replica("a", [Model("m:8b", size: "8B"), Model("m:4b", size: "4B"), Model("m:2b", size: "2B")])
        );

        Assert.Equal(["m:8b", "m:4b", "m:2b"], Choose(fleet, Request("ensemble")).Choices().Models());
    }

    [Fact]
    public void Fewer_models_than_wanted_are_enough_even_one()
    {
        var chosen = Assert.IsType<SelectionResult.Chosen>(Choose(Of(Replica("a")), Request("ensemble")).Result);

        Assert.Equal((1, 3), (chosen.Choices.Count, chosen.MembersWanted));
    }

    [Fact]
    public void Members_can_do_what_the_request_needs()
    {
        var fleet = Of(
            Replica("a", [Model("blind:70b", size: "70B"), Model("seeing:8b", capabilities: ["completion", "vision"])]),
            Replica("b", [Model("short:8b", context: 512, capabilities: ["completion", "vision"])])
        );
        var request = Request("ensemble", needs: ModelAbilities.Completion | ModelAbilities.Vision, tokens: 2_000);

        Assert.Equal(["seeing:8b"], Choose(fleet, request).Choices().Models());
    }

    [Fact]
    public void Tools_are_refused_whatever_the_models_can_do()
    {
        var request = Request("ensemble", needs: ModelAbilities.Completion | ModelAbilities.Tools);

        var refusal = Choose(Of(Replica("a")), request).Refusal();

        Assert.Equal((RefusalKind.NotCapable, "tools"), (refusal.Kind, refusal.Detail.Lacking));
    }

    [Fact]
    public void Without_a_replica_it_is_refused_like_everything_else()
    {
        var gone = Replica("gone", health: ReplicaHealth.Unreachable);
        var full = Replica("full", inFlight: 1, slots: 1, queueLimit: 0);

        Assert.Equal(RefusalKind.NoReplica, Choose(Of(gone), Request("ensemble")).Refusal().Kind);
        Assert.Equal(RefusalKind.AllBusy, Choose(Of(full), Request("ensemble")).Refusal().Kind);
    }

    [Fact]
    public void It_counts_for_nothing_because_each_step_is_routed_again()
    {
        var state = Fresh(Of(Replica("a")));

        Assert.Equal(state, state.Choose(Request("ensemble")).State);
    }

    [Fact]
    public void A_replica_that_failed_before_is_a_members_last_resort_and_adds_it_only_once()
    {
        var fleet = Of(
            Replica("a", [Model("m:8b", size: "8B")]),
            Replica("b", [Model("m:8b", size: "8B"), Model("n:4b", size: "4B")])
        );

        var choices = Choose(fleet, Request("ensemble", failed: "b")).Choices();

        Assert.Equal([("m:8b", "a"), ("n:4b", "b")], choices.Models().Zip(choices.Names()));
    }

    private static (SelectionState State, SelectionResult Result) Choose(
        FleetSnapshot fleet,
        SelectionRequest request
    ) => Fresh(fleet).Choose(request);
}
