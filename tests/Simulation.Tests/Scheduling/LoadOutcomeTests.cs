using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Loads that go wrong.</summary>
public sealed class LoadOutcomeTests
{
    private readonly HostScript _host = new(HostScript.Config(Small, Korean) with { Gpus = HostScript.Gpu(24) });

    [Fact]
    public void Out_of_memory_is_tried_once_more_with_a_smaller_automatic_context_and_then_fails()
    {
        var id = _host.Arrive(Small);
        Assert.Equal(32_768, _host.Loading().ContextLength);
        _host.FailLoad(LoadFailure.OutOfMemory);
        Assert.Equal(4096, _host.Loading().ContextLength);
        _host.FailLoad(LoadFailure.OutOfMemory);
        Assert.Equal(HostErrors.LoadOutOfMemory, _host.Error(id));
        Assert.Empty(_host.State.Runners);
    }

    [Fact]
    public void A_context_that_was_asked_for_is_not_made_smaller_but_the_others_have_to_go()
    {
        _host.Warm(Korean);
        var id = _host.Arrive(Small, options: new RunnerOptions(NumCtx: 8192));
        _host.FailLoad(LoadFailure.OutOfMemory);
        Assert.Equal([Small], _host.State.Runners.Keys);
        _host.FailLoad(LoadFailure.OutOfMemory);
        Assert.Equal(HostErrors.LoadOutOfMemory, _host.Error(id));
    }

    [Fact]
    public void A_second_attempt_that_succeeds_serves_the_request_and_those_after_it()
    {
        var id = _host.Arrive(Small);
        _host.FailLoad(LoadFailure.OutOfMemory);
        _host.EndLoad();
        _host.End(id);
        Assert.True(_host.Started(id) && _host.Started(_host.Arrive(Small)));
        Assert.Equal(4096, _host.State.Runners[Small].ContextLength);
    }

    [Fact]
    public void Only_the_request_whose_load_failed_fails_and_the_next_one_tries_again()
    {
        var first = _host.Arrive(Small);
        var second = _host.Arrive(Small);
        _host.FailLoad(LoadFailure.Stalled);
        Assert.Equal(HostErrors.LoadStalled, _host.Error(first));
        _host.EndLoad();
        Assert.True(_host.Started(second));
        Assert.Equal(1, _host.State.Counts[Small].Failed);
    }

    [Fact]
    public void A_load_from_a_stuck_disk_is_given_up_after_the_timeout()
    {
        var timeout = TimeSpan.FromMinutes(7);
        _host.Reconfigure(config => config with { DiskBytesPerSecond = 0, LoadTimeout = timeout });
        var id = _host.Arrive(Small);
        Assert.Equal(timeout, _host.Actions.OfType<HostAction.StartLoad>().Single().Duration);
        _host.EndLoad();
        Assert.Equal(HostErrors.LoadStalled, _host.Error(id));
    }

    [Fact]
    public void A_model_that_ran_out_of_memory_while_it_generated_is_unloaded_when_idle()
    {
        var host = new HostScript(_host.State.Config with { NumParallel = 2 });
        host.Warm(Small);
        var (failed, other) = (host.Arrive(Small), host.Arrive(Small));
        host.End(failed, RequestEnd.OutOfMemory);
        Assert.Equal([other], host.State.Runners[Small].Running);
        host.End(other);
        Assert.Empty(host.State.Runners);
        Assert.Equal(1, host.State.Counts[Small].Failed);
    }

    [Fact]
    public void A_report_of_a_load_that_is_not_going_on_changes_nothing()
    {
        _host.Warm(Small);
        var before = _host.State;
        _host.Do(new HostEvent.LoadFailed(1, LoadFailure.OutOfMemory));
        _host.Do(new HostEvent.LoadEnded(99));
        Assert.Equal(before, _host.State);
    }
}
