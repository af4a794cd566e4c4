using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Requests that need a load, next to those that do not.</summary>
public sealed class LoadQueueTests
{
    private readonly HostScript _host = new(HostScript.Config(Small, Thinker, Korean, Vision) with { PendingMax = 2 });

    [Fact]
    public void The_first_request_that_needs_a_load_holds_up_those_behind_it_whatever_they_need()
    {
        _host.Warm(Vision);
        var busy = _host.Arrive(Vision);
        var large = _host.Arrive(Thinker);
        var small = _host.Arrive(Small);
        Assert.Equal([large, small], _host.State.Pending.Select(request => request.Id));
        Assert.DoesNotContain(_host.State.Runners.Values, runner => runner.IsLoading);
        _host.End(busy);
        Assert.Equal(Thinker, _host.Loading().Model.Name);
        _host.EndLoad();
        Assert.Equal(Small, _host.Loading().Model.Name);
    }

    [Fact]
    public void A_loaded_model_is_never_refused_while_the_queue_for_loads_is_full()
    {
        _host.Warm(Vision);
        var busy = _host.Arrive(Vision);
        for (var more = 0; more < 3; more++)
        {
            _host.Arrive(Thinker);
        }

        Assert.True(_host.Refused(_host.Arrive(Thinker)));
        var hot = _host.Arrive(Vision);
        Assert.False(_host.Refused(hot));
        _host.End(busy);
        Assert.True(_host.Started(hot));
    }

    [Fact]
    public void Steady_requests_for_the_model_that_drains_starve_the_one_that_waits_for_it()
    {
        _host.Warm(Vision);
        var running = _host.Arrive(Vision);
        var starving = _host.Arrive(Thinker);
        for (var round = 0; round < 100; round++)
        {
            var next = _host.Arrive(Vision);
            _host.End(running);
            running = next;
            _host.Wait(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([Vision], _host.State.Runners.Keys);
        _host.End(running);
        _host.EndLoad();
        Assert.True(_host.Started(starving));
    }

    [Fact]
    public void Hanging_up_takes_no_drain_back_and_the_next_one_waits_for_the_same_model_even_if_another_falls_idle()
    {
        var config = HostScript.Config(Small, Thinker, Korean, Vision) with { LoadedModelsMax = 2 };
        var host = new HostScript(config with { Gpus = HostScript.Gpu(48) });
        var chosen = host.Arrive(Small, TimeSpan.FromMinutes(1));
        host.EndLoad();
        var other = host.Arrive(Thinker, TimeSpan.FromMinutes(10));
        host.EndLoad();
        var first = host.Arrive(Vision);
        host.Arrive(Korean);

        host.End(first, RequestEnd.Cancelled);
        host.End(other);

        Assert.True(host.State.Runners[Small].IsDraining);
        Assert.Equal([Small, Thinker], host.State.Runners.Keys);
        host.End(chosen);
        Assert.Equal(Korean, host.Loading().Model.Name);
    }

    [Fact]
    public void Several_requests_for_a_model_that_is_loading_wait_for_the_one_load()
    {
        var ids = Enumerable.Range(0, 3).Select(_ => _host.Arrive(Small)).ToArray();
        Assert.Single(_host.Actions.OfType<HostAction.StartLoad>());
        _host.EndLoad();
        Assert.Empty(_host.State.Pending);
        Assert.Equal([ids[0]], _host.State.Runners[Small].Running);
        Assert.Equal([ids[1], ids[2]], _host.State.Runners[Small].Waiting.Select(request => request.Id));
    }

    [Fact]
    public void Hanging_up_of_one_who_only_waits_for_a_load_does_not_abort_it()
    {
        _host.Arrive(Small);
        var other = _host.Arrive(Small);
        _host.End(other, RequestEnd.Cancelled);
        Assert.DoesNotContain(_host.Actions, action => action is HostAction.AbortLoad);
        _host.EndLoad();
        Assert.False(_host.Started(other));
    }

    [Fact]
    public void A_request_for_a_model_that_is_not_there_fails_as_not_found()
    {
        var id = _host.Arrive("absent:1b");
        Assert.Equal("model \"absent:1b\" not found, try pulling it first", _host.Error(id));
    }

    [Fact]
    public void A_model_is_never_loaded_twice_even_with_a_second_gpu_free()
    {
        var host = new HostScript(HostScript.Config(Small) with { Gpus = HostScript.Gpus(16, 16) });
        host.Warm(Small);
        for (var more = 0; more < 10; more++)
        {
            host.Arrive(Small);
        }

        Assert.Single(host.Actions.OfType<HostAction.StartLoad>());
        Assert.Single(host.State.Runners);
    }

    [Fact]
    public void A_load_takes_reading_the_weights_and_the_start_of_the_runner()
    {
        var config = HostScript.Config(Small) with { DiskBytesPerSecond = 1e9 };
        var model = config.Models[Small];
        var expected = (model.SizeBytes / 1e9) + config.RunnerStart.TotalSeconds;
        Assert.Equal(expected, config.LoadTime(model).TotalSeconds, 6);
        Assert.True((config with { DiskBytesPerSecond = 1e8 }).LoadTime(model) > config.LoadTime(model) * 5);
    }
}
