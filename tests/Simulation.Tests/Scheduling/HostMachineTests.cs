using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Scheduling;

public sealed class HostMachineTests
{
    private const string Small = "llama3.2:3b";
    private const string Thinker = "qwen3:8b";
    private const string Korean = "exaone3.5:7.8b";
    private const string Vision = "gemma3:12b";

    private static HostScript Host() => new(HostScript.Config(Small, Thinker, Korean, Vision));

    [Fact]
    public void A_request_waits_for_the_load_and_then_starts()
    {
        var host = Host();
        var id = host.Arrive(Small);
        var load = Assert.IsType<HostAction.StartLoad>(Assert.Single(host.Actions));
        Assert.Equal(host.State.Config.LoadTime(host.State.Config.Models[Small]), load.Duration);
        host.EndLoad();
        Assert.Equal([load, new HostAction.HandOver(id), new HostAction.Start(id)], host.Actions);
        Assert.Equal(1, host.State.Counts[Small].Started);
    }

    [Fact]
    public void Excess_requests_of_a_loaded_model_wait_in_order_of_arrival_and_are_never_refused()
    {
        var host = new HostScript(HostScript.Config(Small) with { PendingMax = 0 });
        var first = host.Arrive(Small);
        host.EndLoad();
        var waiting = Enumerable.Range(0, 600).Select(_ => host.Arrive(Small)).ToArray();
        Assert.DoesNotContain(host.Actions, action => action is HostAction.Refuse);
        host.End(first);
        foreach (var id in waiting)
        {
            Assert.Equal([id], host.State.Runners[Small].Running);
            host.End(id);
        }
    }

    [Fact]
    public void As_many_run_at_once_as_there_are_slots()
    {
        var host = new HostScript(HostScript.Config(Small) with { NumParallel = 3 });
        host.Arrive(Small);
        host.EndLoad();
        for (var more = 0; more < 4; more++)
        {
            host.Arrive(Small);
        }

        Assert.Equal(3, host.State.Runners[Small].Running.Count);
        Assert.Equal(2, host.State.Runners[Small].Waiting.Count);
    }

    [Fact]
    public void One_model_loads_at_a_time_while_hot_models_go_on()
    {
        var host = Host();
        host.Warm(Small);
        var cold = host.Arrive(Thinker);
        var colder = host.Arrive(Korean);
        var hot = host.Arrive(Small);
        Assert.True(host.Started(hot));
        Assert.Single(host.State.Runners.Values, runner => runner.IsLoading);
        Assert.Equal([cold, colder], host.State.Pending.Select(request => request.Id));
    }

    [Fact]
    public void The_request_after_a_full_pending_queue_is_refused()
    {
        var host = new HostScript(HostScript.Config(Small, Thinker) with { PendingMax = 2 });
        host.Arrive(Small);
        var second = host.Arrive(Thinker);
        var third = host.Arrive(Thinker);
        var fourth = host.Arrive(Thinker);
        Assert.False(host.Refused(second) || host.Refused(third));
        Assert.True(host.Refused(fourth));
        Assert.Equal(1, host.State.Counts[Thinker].Refused);
    }

    [Fact]
    public void A_model_that_does_not_fit_next_to_the_others_evicts_and_a_busy_one_is_drained_first()
    {
        var host = Host();
        var busy = host.Arrive(Vision);
        host.EndLoad();
        var waiting = host.Arrive(Thinker);
        Assert.True(host.State.Runners[Vision].IsDraining);
        Assert.False(host.State.Runners.ContainsKey(Thinker));
        var late = host.Arrive(Vision);
        host.End(busy);
        Assert.True(host.Started(late), "A draining model still takes requests, as Ollama's does.");
        host.End(late);
        Assert.Equal([Thinker], host.State.Runners.Keys);
        host.EndLoad();
        Assert.True(host.Started(waiting));
    }

    [Fact]
    public void The_keep_alive_timer_starts_when_the_last_request_ends_and_unloads()
    {
        var host = Host();
        var id = host.Arrive(Small, TimeSpan.FromSeconds(30));
        host.EndLoad();
        host.Wait(TimeSpan.FromMinutes(10));
        Assert.True(host.State.Runners.ContainsKey(Small));
        host.End(id);
        Assert.Equal(host.Now + TimeSpan.FromSeconds(30), host.State.NextExpiry);
        host.Wait(TimeSpan.FromSeconds(29));
        Assert.True(host.State.Runners.ContainsKey(Small));
        host.Wait(TimeSpan.FromSeconds(1));
        Assert.Empty(host.State.Runners);
    }

    [Fact]
    public void A_later_keep_alive_replaces_the_earlier_and_none_keeps_it()
    {
        var host = Host();
        host.Warm(Small, TimeSpan.FromHours(2));
        host.End(host.Arrive(Small));
        Assert.Equal(TimeSpan.FromHours(2), host.State.Runners[Small].KeepAlive);
        host.End(host.Arrive(Small, TimeSpan.Zero));
        Assert.Empty(host.State.Runners);
    }

    [Fact]
    public void Another_context_length_reloads_and_none_keeps_the_loaded_one()
    {
        var host = Host();
        host.Warm(Small);
        Assert.Equal(4096, host.State.Runners[Small].ContextLength);
        var other = host.Arrive(Small, options: new RunnerOptions(NumCtx: 8192));
        Assert.True(host.State.Runners[Small].IsLoading);
        host.EndLoad();
        Assert.True(host.Started(other));
        Assert.Equal(8192, host.State.Runners[Small].ContextLength);
        host.End(other);
        Assert.True(host.Started(host.Arrive(Small)));
    }

    [Fact]
    public void An_unload_waits_for_running_requests()
    {
        var host = Host();
        var id = host.Arrive(Small);
        host.EndLoad();
        host.Do(new HostEvent.UnloadAsked(Small));
        Assert.True(host.State.Runners.ContainsKey(Small));
        host.End(id);
        Assert.Empty(host.State.Runners);
    }

    [Fact]
    public void Hanging_up_during_the_load_aborts_it_and_the_next_one_loads()
    {
        var host = Host();
        var first = host.Arrive(Small);
        var second = host.Arrive(Thinker);
        host.End(first, RequestEnd.Cancelled);
        Assert.Contains(new HostAction.AbortLoad(1), host.Actions);
        Assert.Equal([Thinker], host.State.Runners.Keys);
        host.EndLoad();
        Assert.True(host.Started(second));
        Assert.Equal(1, host.State.Counts[Small].Cancelled);
    }

    [Fact]
    public void Hanging_up_frees_the_slot_for_the_next()
    {
        var host = Host();
        var first = host.Arrive(Small);
        host.EndLoad();
        var second = host.Arrive(Small);
        var third = host.Arrive(Small);
        host.End(second, RequestEnd.Cancelled);
        host.End(first, RequestEnd.Cancelled);
        Assert.Equal([third], host.State.Runners[Small].Running);
        Assert.False(host.Started(second));
    }

    [Fact]
    public void A_load_only_request_takes_no_slot()
    {
        var host = Host();
        host.Warm(Small);
        var running = host.Arrive(Small);
        var load = host.Arrive(Small, isLoadOnly: true);
        Assert.True(host.Started(running) && host.Started(load));
        Assert.Equal([running], host.State.Runners[Small].Running);
    }
}
