using Orchestrator.Simulation.Durations;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>How long a model stays. The values themselves are read by <see cref="KeepAlive"/>.</summary>
public sealed class KeepAliveRuleTests
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);
    private readonly HostScript _host = new(HostScript.Config(Small, Thinker) with { NumParallel = 2 });

    [Fact]
    public void Without_a_word_a_model_stays_for_the_host_s_default()
    {
        var host = new HostScript(_host.State.Config with { DefaultKeepAlive = _minute * 3 });
        host.Warm(Small);
        Assert.Equal(host.Now + (_minute * 3), host.State.NextExpiry);
    }

    [Fact]
    public void The_timer_starts_when_the_last_of_several_requests_ends()
    {
        _host.Warm(Small, _minute);
        var (first, last) = (_host.Arrive(Small), _host.Arrive(Small));
        _host.End(first);
        _host.Wait(_minute * 10);
        Assert.Null(_host.State.NextExpiry);
        _host.End(last);
        Assert.Equal(_host.Now + _minute, _host.State.NextExpiry);
    }

    [Fact]
    public void A_request_s_keep_alive_counts_from_its_arrival_on_even_if_another_one_ends_last()
    {
        _host.Warm(Small, _minute);
        var first = _host.Arrive(Small);
        _host.End(_host.Arrive(Small, _minute * 30));
        _host.End(first);
        Assert.Equal(_host.Now + (_minute * 30), _host.State.NextExpiry);
    }

    [Fact]
    public void Zero_unloads_right_after_the_request()
    {
        _host.Warm(Small, TimeSpan.Zero);
        Assert.Empty(_host.State.Runners);
    }

    [Fact]
    public void Forever_is_not_over_after_a_hundred_years()
    {
        _host.Warm(Small, KeepAlive.FromSeconds(-1));
        _host.Wait(TimeSpan.FromDays(36_500));
        Assert.Equal([Small], _host.State.Runners.Keys);
    }

    [Fact]
    public void The_next_expiry_is_the_earliest_of_all_idle_models()
    {
        _host.Warm(Small, _minute * 9);
        _host.Warm(Thinker, _minute * 2);
        Assert.Equal(_host.Now + (_minute * 2), _host.State.NextExpiry);
        _host.Wait(_minute * 2);
        Assert.Equal([Small], _host.State.Runners.Keys);
    }
}
