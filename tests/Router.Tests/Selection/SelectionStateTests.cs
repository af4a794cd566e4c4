using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class SelectionStateTests
{
    private static readonly TimeSpan Transit = Limits.Pending.Transit;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void A_burst_within_one_report_is_spread_evenly()
    {
        var state = Fresh(new FleetSnapshot(Enumerable.Range(0, 10).Select(i => Replica($"r{i}", queueLimit: 100))));

        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 100; i++)
        {
            var step = state.Choose(Request(run: $"run-{i}"), seed: i);
            state = step.State;
            var name = step.Choices()[0].Entry.Replica.Name;
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, count => Assert.Equal(10, count));
    }

    [Fact]
    public void A_burst_above_all_slots_and_queues_is_refused_as_busy()
    {
        var state = Fresh(Of(Replica("a", slots: 1, queueLimit: 1), Replica("b", slots: 1, queueLimit: 1)));
        for (var i = 0; i < 4; i++)
        {
            state = state.Choose(Request(run: $"run-{i}")).State;
        }

        var refusal = state.Choose(Request(run: "one-too-many")).Refusal();

        Assert.Equal((RefusalKind.AllBusy, Limits.BusyRetryAfter), (refusal.Kind, refusal.RetryAfter));
    }

    [Fact]
    public void A_dry_run_counts_for_nothing()
    {
        var state = Fresh(Of(Replica("a")));

        Assert.Equal(state, state.Choose(Request(dryRun: true)).State);
    }

    [Fact]
    public void A_report_that_comes_too_early_to_count_the_choice_does_not_take_it_off()
    {
        var early = Start + Transit - Moment;

        var state = Fresh(Of(Replica("a"))).Choose(Request()).State.WithFleet(Counted("a", 0, early), early, Limits);

        Assert.Equal(1, state.Choose(Request(), early).Choices()[0].Load);
    }

    [Fact]
    public void Once_the_owner_has_reported_a_choice_counts_for_no_longer_than_its_way()
    {
        var early = Start + Moment;
        var state = Fresh(Of(Replica("a"))).Choose(Request()).State.WithFleet(Counted("a", 1, early), early, Limits);

        Assert.Equal(1, state.Choose(Request(), Start + Transit).Choices()[0].Load);
    }

    [Fact]
    public void A_report_from_after_its_arrival_takes_it_off()
    {
        var chosen = Fresh(Of(Replica("a"))).Choose(Request()).State;

        var state = chosen.WithFleet(Counted("a", 1, Start + Transit), Start + Transit, Limits);

        Assert.Equal(1, state.Choose(Request(), Start + Transit).Choices()[0].Load);
        Assert.Empty(state.Ledgers);
    }

    [Fact]
    public void A_choice_that_is_perhaps_counted_twice_never_makes_a_replica_full()
    {
        var state = Fresh(Of(Replica("a", slots: 1, queueLimit: 3)));
        state = state.Choose(Request(run: "x")).State.Choose(Request(run: "y")).State;
        var soon = Start + Moment;

        // The owner counts both already; this router cannot know that yet. Two of four places are free.
        state = state.WithFleet(Of(Replica("a", inFlight: 1, queued: 1, queueLimit: 3, countedAt: soon)), soon, Limits);

        Assert.Equal(4, Assert.Single(state.Choose(Request(run: "z"), soon).Choices()).Load);
    }

    [Fact]
    public void A_choice_that_nobody_ever_sees_expires()
    {
        var state = Fresh(Of(Replica("a"))).Choose(Request()).State;

        Assert.Equal(1, state.Choose(Request(), Start + Limits.Pending.Expiry - Moment).Choices()[0].Load);
        Assert.Equal(0, state.Choose(Request(), Start + Limits.Pending.Expiry).Choices()[0].Load);
    }

    [Fact]
    public void Expired_choices_do_not_pile_up_on_a_silent_replica()
    {
        var state = Fresh(Of(Replica("a")));
        for (var i = 0; i < 50; i++)
        {
            state = state.Choose(Request(run: $"run-{i}"), Start + (i * Limits.Pending.Expiry)).State;
        }

        Assert.Single(state.Ledgers["a"].Pending);
    }

    [Fact]
    public void The_end_of_an_attempt_takes_its_choice_off()
    {
        var chosen = Fresh(Of(Replica("a"))).Choose(Request(run: "x")).State;

        var state = chosen.WithReport(new("x", "a", 1, AttemptOutcome.Completed), Start, Limits);

        Assert.Empty(state.Ledgers);
    }

    [Fact]
    public void A_new_epoch_starts_with_a_clean_sheet()
    {
        var state = Failed(Fresh(Of(Replica("a"))), Limits.Breakers.Fault.FailuresToOpen);
        Assert.Equal(RefusalKind.NoReplica, state.Choose(Request()).Refusal().Kind);

        var moved = state.WithFleet(Of(Replica("a", epoch: 2)), Start, Limits);

        Assert.Equal(["a"], moved.Choose(Request()).Choices().Names());
    }

    [Fact]
    public void Reports_about_an_old_epoch_or_an_unknown_replica_change_nothing()
    {
        var state = Fresh(Of(Replica("a", epoch: 2)));

        Assert.Same(state, state.WithReport(new("x", "a", 1, AttemptOutcome.Failed), Start, Limits));
        Assert.Same(state, state.WithReport(new("x", "nobody", 2, AttemptOutcome.Failed), Start, Limits));
    }

    [Fact]
    public void An_open_breaker_leaves_the_replica_out_and_one_trial_brings_it_back()
    {
        var open = Failed(Fresh(Of(Replica("a"))), Limits.Breakers.Fault.FailuresToOpen);

        var refusal = open.Choose(Request(), Start + TimeSpan.FromSeconds(4)).Refusal();
        Assert.Equal(RefusalKind.NoReplica, refusal.Kind);
        Assert.Equal(Limits.Breakers.Fault.OpenFor - TimeSpan.FromSeconds(4), refusal.RetryAfter);
        Assert.Equal("breaker_open", Assert.Single(refusal.Exclusions).Reason);

        var later = Start + Limits.Breakers.Fault.OpenFor;
        var trial = open.Choose(Request(run: "trial"), later);
        Assert.Single(trial.Choices());
        Assert.Equal(RefusalKind.NoReplica, trial.State.Choose(Request(run: "second"), later).Refusal().Kind);

        var closed = trial.State.WithReport(new("trial", "a", 1, AttemptOutcome.Completed), later, Limits);
        Assert.Single(closed.Choose(Request(run: "third"), later).Choices());
    }

    private static SelectionState Failed(SelectionState state, int times)
    {
        for (var i = 0; i < times; i++)
        {
            state = state.WithReport(new($"failed-{i}", "a", 1, AttemptOutcome.Failed), Start, Limits);
        }

        return state;
    }

    private static FleetSnapshot Counted(string name, int inFlight, DateTimeOffset at) =>
        Of(Replica(name, inFlight: inFlight, countedAt: at));
}
