using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class HedgingTests
{
    private static readonly HedgeLimits Rules = Limits.Hedging;

    [Fact]
    public void A_second_copy_goes_to_another_warm_replica_with_a_free_slot_and_not_before_the_first_is_late()
    {
        var chosen = Choose(Warm("a"), Warm("b"));

        Assert.Equal(1, chosen.Hedge!.Choice);
        Assert.True(chosen.Hedge.After.TotalSeconds >= chosen.Choices[0].Finish.FirstToken);
        Assert.True(chosen.Hedge.After >= Rules.AfterMin);
    }

    [Fact]
    public void Cold_or_full_replicas_get_no_second_copy()
    {
        Assert.Null(Choose(Warm("a"), Replica("cold", [Model("m:8b")])).Hedge);
        Assert.Null(Choose(Warm("a"), Warm("full", inFlight: 1)).Hedge);
        Assert.Null(Choose(Warm("a"), Warm("poor") with { Health = ReplicaHealth.Degraded }).Hedge);
    }

    [Fact]
    public void Batches_and_dry_runs_get_none_and_a_dry_run_costs_nothing()
    {
        var state = Saved(Fresh(Of(Warm("a"), Warm("b"))));

        Assert.Null(Choose(state, Request("m:8b") with { Priority = RequestPriority.Batch }).Hedge);
        Assert.Equal(state, state.Choose(Request("m:8b", dryRun: true)).State);
    }

    [Fact]
    public void Nothing_is_offered_before_enough_requests_have_earned_it()
    {
        var state = Fresh(Of(Warm("a"), Warm("b")));
        var offers = 0;
        for (var i = 0; i < 30; i++)
        {
            var step = state.Choose(Request("m:8b", run: $"r{i}"));
            offers += step.Result is SelectionResult.Chosen { Hedge: not null } ? 1 : 0;
            state = step.State.WithReport(
                new($"r{i}", step.Choices()[0].Entry.Replica.Name, 1, AttemptOutcome.NotItsFault),
                Start,
                Limits
            );
        }

        Assert.Equal(0, offers);
    }

    [Fact]
    public void Over_any_history_no_more_copies_are_sent_than_the_share_of_requests() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<int>(seed =>
            {
                var random = new Random(seed);
                var (budget, sent, requests) = (HedgeBudget.Empty, 0, 2_000);
                for (var i = 0; i < requests; i++)
                {
                    var now = Start + TimeSpan.FromSeconds(i);
                    var isOffered = budget.MayOffer(Rules);
                    budget = budget.Chosen($"r{i}", isOffered ? "b" : null, now, Rules);
                    // Every copy that may be sent is sent as often as not; reports are lost, or come twice.
                    var isSent = isOffered && random.Next(2) == 0;
                    sent += isSent ? 1 : 0;
                    for (var times = random.Next(3); times > 0; times--)
                    {
                        budget = isSent
                            ? budget.Reported(new($"r{i}", "b", 1, AttemptOutcome.NotItsFault), Rules)
                            : budget.Reported(new($"r{i}", "a", 1, AttemptOutcome.Completed), Rules);
                    }
                }

                return sent <= (requests * Rules.Share) + 1 && budget.Tokens >= 0;
            })
        );

    [Fact]
    public void An_offer_that_was_not_used_is_given_back()
    {
        var saved = new HedgeBudget(1, HedgeBudget.Empty.Offers);

        var offered = saved.Chosen("r", "b", Start, Rules);
        Assert.False(offered.MayOffer(Rules));

        Assert.True(offered.Reported(new("r", "a", 1, AttemptOutcome.Completed), Rules).MayOffer(Rules));
        Assert.False(offered.Reported(new("r", "b", 1, AttemptOutcome.Completed), Rules).MayOffer(Rules));
    }

    private static SelectionResult.Chosen Choose(params ReplicaSnapshot[] replicas) =>
        Choose(Saved(Fresh(Of(replicas))), Request("m:8b"));

    private static SelectionResult.Chosen Choose(SelectionState state, SelectionRequest request) =>
        Assert.IsType<SelectionResult.Chosen>(state.Choose(request).Result);

    private static SelectionState Saved(SelectionState state) =>
        state with
        {
            Hedges = new HedgeBudget(1, HedgeBudget.Empty.Offers),
        };

    private static ReplicaSnapshot Warm(string name, int inFlight = 0) =>
        Replica(name, [Model("m:8b", resident: true)], inFlight);
}
