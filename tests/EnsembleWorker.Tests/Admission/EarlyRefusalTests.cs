using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

public sealed class EarlyRefusalTests
{
    private static AdmissionAction.Refuse Refused(SteeredReplica replica) =>
        Assert.IsType<AdmissionAction.Refuse>(Assert.Single(replica.Actions));

    private static CallWish Call(SteeredReplica replica, double? deadline, double prefill = 0, double service = 0) =>
        new("a")
        {
            Deadline = deadline is { } seconds ? replica.Now.AddSeconds(seconds) : null,
            PrefillTime = TimeSpan.FromSeconds(prefill),
            ServiceTime = TimeSpan.FromSeconds(service),
        };

    [Fact]
    public void A_call_whose_turn_comes_after_its_deadline_is_refused_at_once_and_told_when_to_come_back()
    {
        var replica = new SteeredReplica(slots: 1).Look("a");
        replica.Arrive(1, Call(replica, deadline: null, service: 30));
        replica.Arrive(2, Call(replica, deadline: null, service: 30));
        replica.Pass(10);

        // The one that waits has no deadline and goes after it: only what runs is certain.
        replica.Arrive(3, Call(replica, deadline: 19));
        Assert.Equal(RefusalReason.Deadline, Refused(replica).Reason);
        Assert.Equal(TimeSpan.FromSeconds(20), Refused(replica).RetryAfter);

        replica.Arrive(4, Call(replica, deadline: 21));
        Assert.Empty(replica.Actions);
    }

    [Fact]
    public void The_earlier_deadlines_of_its_own_tenant_go_before_it()
    {
        var replica = new SteeredReplica(slots: 1).Look("a");
        replica.Arrive(1, Call(replica, deadline: null, service: 10));
        replica.Arrive(2, Call(replica, deadline: 15, service: 10));

        replica.Arrive(3, Call(replica, deadline: 18));

        Assert.Equal(RefusalReason.Deadline, Refused(replica).Reason);
    }

    [Fact]
    public void Unknown_lengths_turn_nobody_away()
    {
        var replica = new SteeredReplica(slots: 1).Look("a");
        replica.Arrive(1, Call(replica, deadline: null));

        replica.Arrive(2, Call(replica, deadline: 0.1));

        Assert.Empty(replica.Actions);
    }

    [Fact]
    public void A_prompt_that_takes_longer_than_the_deadline_is_refused_even_on_an_idle_replica()
    {
        var replica = new SteeredReplica().Look("a");

        replica.Arrive(1, Call(replica, deadline: 2, prefill: 3));

        Assert.Equal(RefusalReason.Deadline, Refused(replica).Reason);
    }

    [Fact]
    public void A_load_that_was_measured_counts_and_one_that_was_not_does_not()
    {
        var replica = new SteeredReplica().Look();
        replica.Arrive(1, Call(replica, deadline: 5));
        Assert.Equal("load a", replica.Said);
        replica.Loaded("a", after: 4);
        Assert.Equal("admit 1", replica.Said);
        replica.Finish(1);
        replica.Look();

        replica.Arrive(2, Call(replica, deadline: 3));

        Assert.Equal(RefusalReason.Deadline, Refused(replica).Reason);
    }

    [Fact]
    public void A_call_that_has_become_hopeless_leaves_before_the_limit_of_waiting()
    {
        var replica = new SteeredReplica(slots: 1).Look("a");
        replica.Arrive(1, Call(replica, deadline: null));
        replica.Arrive(2, Call(replica, deadline: 10, prefill: 4));

        replica.Pass(5);
        Assert.Empty(replica.Actions);
        Assert.Equal(replica.Now.AddSeconds(1), replica.State.NextDue);
        replica.Pass(1);

        Assert.Equal(RefusalReason.Deadline, Refused(replica).Reason);
    }

    [Fact]
    public void A_second_copy_runs_at_once_on_a_free_slot_with_its_model_there_or_not_at_all()
    {
        var hedge = new CallWish("a") { IsHedge = true };
        var replica = new SteeredReplica(slots: 1).Look("a");
        replica.Arrive(1, hedge);
        Assert.Equal("admit 1", replica.Said);

        replica.Arrive(2, hedge);
        Assert.Equal("refuse 2 Busy", replica.Said);

        replica.Finish(1);
        replica.Arrive(3, hedge with { Model = "b" });
        Assert.Equal("refuse 3 Busy", replica.Said);
        Assert.Empty(replica.State.Loads);
    }

    [Fact]
    public void With_no_places_to_wait_in_a_model_can_still_be_loaded()
    {
        var limits = new AdmissionLimits(1, 0, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15));
        var replica = new SteeredReplica(limits: limits).Look();
        replica.Arrive(1, "a");
        Assert.Equal("load a", replica.Said);

        replica.Arrive(2, "a");
        Assert.Equal("refuse 2 QueueFull", replica.Said);
    }
}
