using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

public sealed class EvictionTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly HostScript _host = new(
        HostScript.Config(Small, Thinker, Korean, Vision, Embedder) with
        {
            Gpus = HostScript.Gpu(48),
            ContextLength = 4096,
            LoadedModelsMax = 2,
        }
    );

    [Fact]
    public void The_idle_model_with_the_shortest_keep_alive_gives_way_whenever_it_was_used()
    {
        _host.Warm(Small, _minute * 60);
        _host.Warm(Thinker, _minute);
        _host.Arrive(Korean);
        Assert.Equal([Korean, Small], _host.State.Runners.Keys);
    }

    [Fact]
    public void A_model_that_is_kept_forever_gives_way_last()
    {
        _host.Warm(Small, Simulation.Durations.KeepAlive.FromSeconds(-1));
        _host.Warm(Thinker, _minute * 600);
        _host.Arrive(Korean);
        Assert.Equal([Korean, Small], _host.State.Runners.Keys);
    }

    [Fact]
    public void Among_equal_keep_alives_the_first_name_gives_way()
    {
        _host.Warm(Thinker);
        _host.Warm(Small);
        _host.Arrive(Korean);
        Assert.Equal([Korean, Thinker], _host.State.Runners.Keys);
    }

    [Fact]
    public void An_idle_model_gives_way_before_a_busy_one_of_shorter_keep_alive()
    {
        _host.Warm(Small, _minute * 60);
        _host.Warm(Thinker, _minute);
        _host.Arrive(Thinker);
        _host.Arrive(Korean);
        Assert.Equal([Korean, Thinker], _host.State.Runners.Keys);
    }

    [Fact]
    public void Neither_size_nor_the_room_it_makes_counts()
    {
        var host = new HostScript(HostScript.Config(Vision, Embedder, Thinker));
        host.Warm(Vision, _minute * 60);
        host.Warm(Embedder, _minute);
        host.Arrive(Thinker);
        Assert.Equal([Thinker], host.State.Runners.Keys);
    }

    [Fact]
    public void The_busy_model_with_the_shortest_keep_alive_drains_and_only_that_one()
    {
        _host.Warm(Small, _minute * 60);
        _host.Warm(Thinker, _minute);
        var first = _host.Arrive(Small);
        var second = _host.Arrive(Thinker);
        _host.Arrive(Korean);
        _host.Arrive(Vision);
        Assert.Equal([Thinker], Draining());

        // The choice stands although the other one falls idle first.
        _host.End(first);
        Assert.Equal([Small, Thinker], _host.State.Runners.Keys);
        _host.End(second);
        Assert.Equal([Korean, Small], _host.State.Runners.Keys);
    }

    [Fact]
    public void A_draining_model_is_unloaded_when_idle_whatever_keep_alive_its_last_request_had()
    {
        _host.Warm(Small);
        _host.Warm(Thinker);
        _host.Arrive(Small);
        var last = _host.Arrive(Thinker, _minute * 60);
        _host.Arrive(Korean);
        Assert.Equal([Small], Draining());
        _host.End(last);
        Assert.Equal([Small, Thinker], _host.State.Runners.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    [InlineData(4, 12)]
    public void Unless_set_three_models_per_gpu_may_be_loaded_and_three_on_a_cpu(int gpus, int models)
    {
        var config = HostScript.Config(Small) with { Gpus = HostScript.Gpus([.. Enumerable.Repeat(16, gpus)]) };
        Assert.Equal(models, config.LoadedModelsLimit);
        Assert.Equal(7, (config with { LoadedModelsMax = 7 }).LoadedModelsLimit);
    }

    private IEnumerable<string> Draining() =>
        _host.State.Runners.Values.Where(runner => runner.IsDraining).Select(runner => runner.Model.Name);
}
