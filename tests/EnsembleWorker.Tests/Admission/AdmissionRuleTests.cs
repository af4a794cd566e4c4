using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

public sealed class AdmissionRuleTests
{
    private static readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static AdmissionState Replica(int slots = 1, int queueLimit = 2) =>
        AdmissionState.Empty(new(slots, queueLimit, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)));

    private static AdmissionEvent.Arrive Arrive(long id, AdmissionPriority priority = AdmissionPriority.Interactive) =>
        new(id, new CallWish("") { Priority = priority });

    private static AdmissionStep Run(AdmissionState state, double seconds, params AdmissionEvent[] events)
    {
        var step = new AdmissionStep(state, []);
        foreach (var happened in events)
        {
            step = AdmissionRule.Step(step.State, happened, _start + TimeSpan.FromSeconds(seconds));
        }

        return step;
    }

    [Fact]
    public void A_call_that_finds_a_free_slot_is_admitted_at_once()
    {
        var step = Run(Replica(), 0, Arrive(1));

        Assert.Equal(new AdmissionAction.Admit(1), Assert.Single(step.Actions));
    }

    [Fact]
    public void A_queue_of_length_zero_still_lets_calls_into_free_slots()
    {
        var step = Run(Replica(queueLimit: 0), 0, Arrive(1));
        Assert.Equal(new AdmissionAction.Admit(1), Assert.Single(step.Actions));

        step = Run(step.State, 0, Arrive(2));
        Assert.Equal(new AdmissionAction.Refuse(2, RefusalReason.QueueFull), Assert.Single(step.Actions));
    }

    [Fact]
    public void A_call_that_finds_the_queue_full_is_refused()
    {
        var step = Run(Replica(), 0, Arrive(1), Arrive(2), Arrive(3), Arrive(4));

        Assert.Equal(new AdmissionAction.Refuse(4, RefusalReason.QueueFull), Assert.Single(step.Actions));
    }

    [Fact]
    public void An_interactive_call_takes_the_place_of_the_last_probe_in_a_full_queue()
    {
        var probe = AdmissionPriority.Probe;
        var step = Run(Replica(), 0, Arrive(1), Arrive(2, probe), Arrive(3, probe), Arrive(4));

        Assert.Equal(new AdmissionAction.Refuse(3, RefusalReason.QueueFull), Assert.Single(step.Actions));
        Assert.Equal([2, 4], step.State.Waiting.Select(call => call.Id));
    }

    [Fact]
    public void Interactive_goes_before_normal_normal_before_batch_and_batch_before_probe()
    {
        var state = Run(
            Replica(queueLimit: 8),
            0,
            Arrive(1),
            Arrive(2, AdmissionPriority.Probe),
            Arrive(3, AdmissionPriority.Batch),
            Arrive(5, AdmissionPriority.Normal),
            Arrive(4)
        ).State;

        var order = new List<long>();
        foreach (var running in (long[])[1, 4, 5, 3])
        {
            var step = Run(state, 1, new AdmissionEvent.Finish(running));
            order.Add(Assert.Single(step.Actions).Id);
            state = step.State;
        }

        Assert.Equal([4, 5, 3, 2], order);
    }

    [Fact]
    public void A_normal_call_that_waited_one_aging_period_goes_before_a_newer_interactive_one()
    {
        var state = Run(Replica(), 0, Arrive(1), Arrive(2, AdmissionPriority.Normal)).State;
        state = Run(state, 14, Arrive(3)).State;

        Assert.Equal(3, Assert.Single(Run(state, 14.9, new AdmissionEvent.Finish(1)).Actions).Id);
        Assert.Equal(2, Assert.Single(Run(state, 15, new AdmissionEvent.Finish(1)).Actions).Id);
    }

    [Fact]
    public void A_call_that_waited_as_long_as_the_limit_is_refused()
    {
        var state = Run(Replica(), 0, Arrive(1), Arrive(2)).State;

        Assert.Empty(Run(state, 59.9, new AdmissionEvent.Expire()).Actions);
        Assert.Equal(
            new AdmissionAction.Refuse(2, RefusalReason.WaitTooLong),
            Assert.Single(Run(state, 60, new AdmissionEvent.Expire()).Actions)
        );
    }

    [Fact]
    public void A_drain_refuses_what_waits_and_what_comes_and_lets_finish_what_runs()
    {
        var step = Run(Replica(), 0, Arrive(1), Arrive(2), new AdmissionEvent.Drain());
        Assert.Equal(new AdmissionAction.Refuse(2, RefusalReason.Draining), Assert.Single(step.Actions));
        Assert.Contains(1, step.State.Running.Keys);

        step = Run(step.State, 1, Arrive(3));
        Assert.Equal(new AdmissionAction.Refuse(3, RefusalReason.Draining), Assert.Single(step.Actions));

        step = Run(step.State, 2, new AdmissionEvent.Resume(), new AdmissionEvent.Finish(1), Arrive(4));
        Assert.Equal(new AdmissionAction.Admit(4), Assert.Single(step.Actions));
    }

    [Fact]
    public void Fewer_slots_stop_nobody_who_runs_and_more_slots_let_in_those_who_wait()
    {
        var state = Run(Replica(slots: 2), 0, Arrive(1), Arrive(2), Arrive(3)).State;

        var fewer = Run(state, 1, new AdmissionEvent.ChangeSlots(1), new AdmissionEvent.Finish(1));
        Assert.Empty(fewer.Actions);
        Assert.Contains(2, fewer.State.Running.Keys);

        var more = Run(state, 1, new AdmissionEvent.ChangeSlots(3));
        Assert.Equal(new AdmissionAction.Admit(3), Assert.Single(more.Actions));
    }

    [Fact]
    public void A_call_whose_model_is_full_is_passed_by_and_goes_when_one_of_its_model_ends()
    {
        AdmissionEvent.Arrive Of(string model, long id) => new(id, new CallWish(model));
        var state = Run(
            Replica(slots: 3),
            0,
            new AdmissionEvent.ChangeModelSlots("a", 1),
            Of("a", 1),
            Of("a", 2)
        ).State;
        Assert.Equal([2], state.Waiting.Select(call => call.Id));

        var other = Run(state, 1, Of("b", 3));
        Assert.Equal(new AdmissionAction.Admit(3), Assert.Single(other.Actions));

        var next = Run(other.State, 2, new AdmissionEvent.Finish(1));
        Assert.Equal(new AdmissionAction.Admit(2), Assert.Single(next.Actions));
    }

    [Fact]
    public void A_probe_takes_an_idle_replica_and_every_call_ends_it_even_beside_a_free_slot()
    {
        var state = Run(Replica(slots: 2), 0, new AdmissionEvent.Probe(1)).State;

        var step = Run(state, 1, Arrive(2, AdmissionPriority.Batch));

        Assert.Equal<AdmissionAction>([new AdmissionAction.Preempt(1), new AdmissionAction.Admit(2)], step.Actions);
        Assert.Equal(
            new AdmissionAction.Refuse(3, RefusalReason.Busy),
            Assert.Single(Run(step.State, 2, new AdmissionEvent.Finish(1), new AdmissionEvent.Probe(3)).Actions)
        );
    }

    [Fact]
    public void A_drain_ends_the_probe_that_runs()
    {
        var state = Run(Replica(), 0, new AdmissionEvent.Probe(1)).State;

        Assert.Equal(new AdmissionAction.Preempt(1), Assert.Single(Run(state, 1, new AdmissionEvent.Drain()).Actions));
    }
}
