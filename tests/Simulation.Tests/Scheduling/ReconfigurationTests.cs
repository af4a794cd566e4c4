using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>The machine changes, or the process dies, while requests run and wait.</summary>
public sealed class ReconfigurationTests
{
    private readonly HostScript _host = new(HostScript.Config(Small, Thinker, Korean));

    [Fact]
    public void Idle_models_that_no_longer_fit_go_shortest_keep_alive_first()
    {
        _host.Warm(Small, TimeSpan.FromMinutes(1));
        _host.Warm(Thinker, TimeSpan.FromHours(1));
        _host.Reconfigure(config => config with { Gpus = HostScript.Gpu(8) });
        Assert.Equal([Thinker], _host.State.Runners.Keys);
    }

    [Fact]
    public void A_busy_model_that_no_longer_fits_goes_on_more_slowly_and_is_unloaded_at_its_end()
    {
        _host.Warm(Thinker);
        var id = _host.Arrive(Thinker);
        var before = Pace();
        _host.Reconfigure(config => config with { Gpus = HostScript.Gpu(4) });
        Assert.Equal(4L << 30, _host.State.UsedVramBytes);
        Assert.True(Pace() < before);
        _host.End(id);
        Assert.Empty(_host.State.Runners);
    }

    [Fact]
    public void A_load_that_no_longer_fits_begins_anew()
    {
        var id = _host.Arrive(Thinker);
        _host.Reconfigure(config => config with { Gpus = HostScript.Gpu(4) });
        Assert.Contains(new HostAction.AbortLoad(1), _host.Actions);
        _host.EndLoad();
        Assert.True(_host.Started(id));
        Assert.Equal(4L << 30, _host.State.UsedVramBytes);
    }

    [Fact]
    public void A_removed_model_is_unloaded_and_who_waits_for_it_fails_as_not_found()
    {
        _host.Warm(Small);
        var waiting = _host.Arrive(Thinker);
        _host.Reconfigure(config => config with { Models = config.Models.Remove(Thinker).Remove(Small) });
        Assert.Equal(HostErrors.NotFound(Thinker), _host.Error(waiting));
        Assert.Empty(_host.State.Runners);
        Assert.Empty(_host.State.Pending);
    }

    [Fact]
    public void A_removed_model_finishes_what_runs()
    {
        _host.Warm(Small);
        var running = _host.Arrive(Small);
        _host.Reconfigure(config => config with { Models = config.Models.Remove(Small) });
        Assert.Null(_host.Error(running));
        Assert.Equal(HostErrors.NotFound(Small), _host.Error(_host.Arrive(Small)));
        _host.End(running);
        Assert.Empty(_host.State.Runners);
    }

    [Fact]
    public void A_model_replaced_under_its_name_is_loaded_anew_for_new_requests()
    {
        _host.Warm(Small);
        var old = _host.Arrive(Small);
        var digest = new string('a', 64);
        _host.Reconfigure(config =>
            config with
            {
                Models = config.Models.SetItem(Small, config.Models[Small] with { Digest = digest }),
            }
        );
        var renewed = _host.Arrive(Small);
        Assert.False(_host.Started(renewed));
        _host.End(old);
        _host.EndLoad();
        Assert.True(_host.Started(renewed));
        Assert.Equal(digest, _host.State.Runners[Small].Model.Digest);
    }

    [Fact]
    public void An_added_model_can_be_loaded_and_what_did_not_change_stays()
    {
        var host = new HostScript(HostScript.Config(Small));
        host.Warm(Small);
        host.Reconfigure(config => config with { Models = HostScript.Config(Small, Korean).Models });
        host.Warm(Korean);
        Assert.Equal([Korean, Small], host.State.Runners.Keys);
    }

    [Fact]
    public void More_room_lets_the_one_that_waits_go_on_without_the_drain()
    {
        _host.Reconfigure(config => config with { Gpus = HostScript.Gpu(8) });
        _host.Warm(Thinker);
        _host.Arrive(Thinker);
        var waiting = _host.Arrive(Korean);
        _host.Reconfigure(config => config with { Gpus = HostScript.Gpus(8, 8) });
        _host.EndLoad();
        Assert.True(_host.Started(waiting));
    }

    [Fact]
    public void A_crash_unloads_everything_and_fails_every_request_once()
    {
        _host.Warm(Small);
        long[] ids = [_host.Arrive(Small), _host.Arrive(Small), _host.Arrive(Thinker), _host.Arrive(Korean)];
        _host.Do(new HostEvent.Crashed());
        Assert.All(ids, id => Assert.Equal(HostErrors.RunnerStopped, _host.Error(id)));
        Assert.Contains(new HostAction.AbortLoad(2), _host.Actions);
        Assert.Empty(_host.State.Runners);
        Assert.Empty(_host.State.Pending);
        _host.Warm(Korean);
        Assert.Equal(4, _host.State.Counts.Values.Sum(counts => counts.Failed));
    }

    [Fact]
    public void The_end_of_a_request_that_a_crash_has_failed_changes_nothing()
    {
        _host.Warm(Small);
        var id = _host.Arrive(Small);
        _host.Do(new HostEvent.Crashed());
        var before = _host.State;
        _host.End(id, RequestEnd.Cancelled);
        Assert.Equal(before, _host.State);
    }

    private double Pace() => GenerationPace.DecodeTokensPerSecond(_host.State, _host.State.Runners[Thinker]);
}
