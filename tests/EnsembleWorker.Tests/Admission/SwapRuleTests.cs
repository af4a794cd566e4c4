using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

public sealed class SwapRuleTests
{
    private static readonly ResidencyPlan _plan = new([
        new ResidencyEntry("stays", TimeSpan.FromHours(1), IsResident: true),
        new ResidencyEntry("guest", TimeSpan.FromMinutes(5), IsResident: false),
    ]);

    [Fact]
    public void A_model_that_is_not_there_is_loaded_and_its_calls_wait_without_a_slot()
    {
        var replica = new SteeredReplica(slots: 1).Look();

        replica.Arrive(1, "a");
        Assert.Equal("load a", replica.Said);
        Assert.Empty(replica.State.Running);

        replica.Loaded("a", after: 5);
        Assert.Equal("admit 1", replica.Said);
    }

    [Fact]
    public void Calls_that_wait_for_a_load_keep_no_call_of_a_loaded_model_out()
    {
        var replica = new SteeredReplica(slots: 2) { CapacityBytes = 100 }.Look("a");
        foreach (var id in (long[])[1, 2, 3, 4])
        {
            replica.Arrive(id, "b", bytes: 10);
        }

        replica.Arrive(5, "a");

        Assert.Equal("admit 5", replica.Said);
        Assert.Equal("b", Assert.Single(replica.State.Loads).Model);
    }

    [Fact]
    public void One_load_runs_at_a_time()
    {
        var replica = new SteeredReplica().Look();
        replica.Arrive(1, "a");
        replica.Arrive(2, "b");
        Assert.Equal("", replica.Said);

        replica.Loaded("a", after: 5);
        replica.Finish(1);

        Assert.Equal("load b yielding a", replica.Said);
    }

    [Fact]
    public void What_nobody_wants_gives_way_at_once_and_the_one_that_was_used_last_goes_last()
    {
        var replica = new SteeredReplica().Look("a", "b");
        replica.Pass(1);
        replica.Arrive(1, "a");
        replica.Finish(1);

        replica.Arrive(2, "c");

        Assert.Equal("load c yielding b", replica.Said);
    }

    [Theory]
    [InlineData("guest", "other", "other")]
    [InlineData("stays", "guest", "guest")]
    [InlineData("stays", "other", "other")]
    public void What_the_plan_keeps_gives_way_last_and_what_it_does_not_name_first(
        string first,
        string usedLast,
        string goes
    )
    {
        var replica = new SteeredReplica { Plan = _plan }.Look(first, usedLast);
        replica.Pass(1);
        replica.Arrive(1, usedLast);
        replica.Finish(1);

        replica.Arrive(2, "c");

        Assert.Equal($"load c yielding {goes}", replica.Said);
    }

    [Fact]
    public void With_room_nothing_gives_way()
    {
        var replica = new SteeredReplica { CapacityBytes = 100 }.Look("a");
        replica.Arrive(1, "a");

        replica.Arrive(2, "b", bytes: 50);

        Assert.Equal("load b", replica.Said);
    }

    [Fact]
    public void A_limit_of_the_replicas_own_is_learned_from_what_it_displaced_though_there_was_room()
    {
        var replica = new SteeredReplica { CapacityBytes = 1000 }.Look("a", "b");
        replica.Arrive(1, "c", bytes: 10);
        Assert.Equal("load c", replica.Said);
        replica.Loaded("c", after: 5);
        replica.Look("b", "c");

        replica.Arrive(2, "a", bytes: 10);

        Assert.Equal("load a yielding b", replica.Said);
    }

    [Fact]
    public void A_model_in_use_gives_way_when_others_have_waited_for_as_long_as_both_loads_take()
    {
        var replica = SteeredReplica.Busy("a");
        replica.Arrive(10, "b");

        replica.Pass(19.5);
        Assert.Null(replica.State.Swap);
        replica.Pass(0.5);

        Assert.Equal("b", replica.State.Swap?.Model);
    }

    [Fact]
    public void Two_who_wait_have_waited_twice_as_long()
    {
        var replica = SteeredReplica.Busy("a");
        replica.Arrive(10, "b");
        replica.Arrive(11, "b");

        replica.Pass(10);

        Assert.Equal("b", replica.State.Swap?.Model);
    }

    [Fact]
    public void A_model_that_has_to_give_way_gets_no_further_call_and_is_displaced_when_its_last_one_has_ended()
    {
        var replica = SteeredReplica.Busy("a");
        replica.Arrive(10, "b");
        replica.Pass(20);

        replica.Finish(1);
        Assert.Equal("load b yielding a", replica.Said);
        replica.Look("a");
        Assert.Equal("", replica.Said);

        replica.Loaded("b", after: 5);
        Assert.Equal("admit 10", replica.Said);
        Assert.Equal([2], replica.State.Waiting.Select(call => call.Id));
    }

    [Fact]
    public void When_those_who_waited_for_a_swap_have_left_the_model_in_use_goes_on()
    {
        var replica = SteeredReplica.Busy("a");
        replica.Arrive(10, "b");
        replica.Pass(20);

        replica.Step(new AdmissionEvent.Cancel(10));
        replica.Finish(1);

        Assert.Equal("admit 2", replica.Said);
    }

    [Fact]
    public void A_model_that_was_just_loaded_stays_for_a_while_though_it_is_wanted_elsewhere()
    {
        var replica = SteeredReplica.Busy("a");
        replica.Arrive(10, "b");
        replica.Arrive(11, "b");
        replica.Arrive(12, "b");
        replica.Pass(20);
        replica.Finish(1);
        replica.Loaded("b", after: 5);

        replica.Pass(9);
        Assert.Null(replica.State.Swap);
        replica.Pass(1);

        Assert.Equal("a", replica.State.Swap?.Model);
    }

    [Fact]
    public void A_load_that_fails_refuses_those_who_waited_for_it_and_nobody_else()
    {
        var replica = new SteeredReplica(slots: 1) { CapacityBytes = 100 }.Look("a");
        replica.Arrive(1, "a");
        replica.Arrive(2, "a");
        replica.Arrive(3, "b", bytes: 10);

        replica.Step(new AdmissionEvent.LoadEnded("b", IsDone: false));

        Assert.Equal("refuse 3 LoadFailed", replica.Said);
        Assert.Equal([2], replica.State.Waiting.Select(call => call.Id));
    }

    [Fact]
    public void A_wait_for_ones_own_load_is_not_too_long()
    {
        var replica = new SteeredReplica().Look();
        replica.Arrive(1, "a");

        replica.Pass(200);
        Assert.Equal("", replica.Said);
        replica.Loaded("a", after: 0);

        Assert.Equal("admit 1", replica.Said);
    }

    [Fact]
    public void A_load_goes_on_without_its_callers_and_what_it_brought_is_there_for_the_next_one()
    {
        var replica = new SteeredReplica().Look();
        replica.Arrive(1, "a");
        replica.Step(new AdmissionEvent.Cancel(1));
        Assert.False(replica.State.IsIdle);

        replica.Loaded("a", after: 5);
        replica.Arrive(2, "a");

        Assert.Equal("admit 2", replica.Said);
    }

    [Fact]
    public void Before_the_first_look_and_without_memory_to_steer_every_call_is_let_in()
    {
        var replica = new SteeredReplica(slots: 2);

        replica.Arrive(1, "a");

        Assert.Equal("admit 1", replica.Said);
    }
}
