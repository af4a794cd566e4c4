using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Tests.Residency;

public sealed class ResidencyRuleTests
{
    private static readonly DateTimeOffset _now = new(2030, 1, 7, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _usual = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);
    private static readonly ResidencyLimits _limits = new ResidencyOptions().ToLimits();
    private static readonly ResidencyPlan _plan = new([Stays("a"), Stays("b"), new("guest", _usual, false)]);

    [Fact]
    public void Loads_what_is_missing_by_rank_and_one_at_a_time()
    {
        var (state, first) = Look(ResidencyState.Empty, _plan, _now);
        var (_, meanwhile) = Look(state, _plan, _now.AddSeconds(2));
        state = ResidencyRule.Step(state, new ResidencyEvent.LoadEnded("a", IsDone: true), _limits, _now).State;
        var (_, second) = Look(state, _plan, _now.AddSeconds(4), Loaded("a", _long));

        Assert.Equal<ResidencyAction>([new ResidencyAction.Load("a", _long)], first);
        Assert.Empty(meanwhile);
        Assert.Equal<ResidencyAction>([new ResidencyAction.Load("b", _long)], second);
    }

    [Fact]
    public void Does_nothing_without_a_plan() =>
        Assert.Empty(Look(ResidencyState.Empty, null, _now, Loaded("x", TimeSpan.FromDays(1))).Actions);

    [Fact]
    public void Waits_until_the_one_in_the_way_is_quiet()
    {
        var busy = Loaded("x") with { InUse = 1, LastUsedAt = _now };
        var idle = Loaded("x") with { LastUsedAt = _now };

        var (state, _) = Look(ResidencyState.Empty, _plan, _now, busy);

        Assert.Empty(Look(state, _plan, _now + _limits.QuietTime, busy).Actions);
        Assert.Empty(Look(state, _plan, _now + _limits.QuietTime - TimeSpan.FromTicks(1), idle).Actions);
        Assert.Single(Look(state, _plan, _now + _limits.QuietTime, idle).Actions);
    }

    [Fact]
    public void Waits_for_steady_calls_no_longer_than_allowed()
    {
        var (state, actions) = Look(ResidencyState.Empty, _plan, _now, Busy(_now));
        for (var at = _now; at < _now + _limits.SwapWaitMax; at += TimeSpan.FromSeconds(2))
        {
            (state, actions) = Look(state, _plan, at, Busy(at));
            Assert.Empty(actions);
        }

        var over = _now + _limits.SwapWaitMax;
        Assert.Equal<ResidencyAction>(
            [new ResidencyAction.Load("a", _long)],
            Look(state, _plan, over, Busy(over)).Actions
        );
    }

    [Fact]
    public void Models_that_stay_are_never_in_the_way()
    {
        var busy = Loaded("b", _long) with { InUse = 3, LastUsedAt = _now };

        Assert.Equal<ResidencyAction>(
            [new ResidencyAction.Load("a", _long)],
            Look(ResidencyState.Empty, _plan, _now, busy).Actions
        );
    }

    [Fact]
    public void Loads_nothing_before_its_time()
    {
        var later = new ResidencyPlan([Stays("a") with { LoadAt = _now.AddMinutes(1) }]);

        Assert.Empty(Look(ResidencyState.Empty, later, _now.AddSeconds(59)).Actions);
        Assert.Single(Look(ResidencyState.Empty, later, _now.AddSeconds(60)).Actions);
    }

    [Fact]
    public void A_guest_is_not_loaded_before_somebody_calls_it() =>
        Assert.Empty(
            Look(ResidencyState.Empty, new ResidencyPlan([new("guest", _usual, IsResident: false)]), _now).Actions
        );

    [Fact]
    public void A_load_that_failed_is_left_alone_for_a_while_and_others_go_on()
    {
        var (state, _) = Look(ResidencyState.Empty, _plan, _now);
        state = ResidencyRule.Step(state, new ResidencyEvent.LoadEnded("a", IsDone: false), _limits, _now).State;

        Assert.Equal("b", Assert.Single(Look(state, _plan, _now).Actions).Model);
        Assert.Equal("a", Assert.Single(Look(state, _plan, _now + _limits.RetryWait).Actions).Model);
    }

    [Fact]
    public void A_model_that_stays_is_touched_before_it_expires()
    {
        var soon = Loaded("a", _long) with { ExpiresAt = _now + _limits.TouchAhead - TimeSpan.FromSeconds(1) };
        var late = soon with { ExpiresAt = _now + _limits.TouchAhead };
        var running = soon with { InUse = 1 };

        Assert.Contains(new ResidencyAction.Touch("a", _long), Look(ResidencyState.Empty, _plan, _now, soon).Actions);
        Assert.DoesNotContain(Look(ResidencyState.Empty, _plan, _now, late).Actions, IsTouch);
        Assert.DoesNotContain(Look(ResidencyState.Empty, _plan, _now, running).Actions, IsTouch);
    }

    [Fact]
    public void A_model_that_is_planned_no_longer_goes_before_those_that_are()
    {
        var old = Loaded("x", _long) with { LastUsedAt = _now };

        Assert.Equal<ResidencyAction>(
            [new ResidencyAction.Touch("x", _usual)],
            Look(ResidencyState.Empty, _plan, _now, old).Actions
        );
    }

    [Fact]
    public void A_model_that_is_planned_from_now_on_outlasts_the_others_at_once()
    {
        var resident = Loaded("a") with { InUse = 1, ExpiresAt = _now + _usual };

        Assert.Contains(
            new ResidencyAction.Touch("a", _long),
            Look(ResidencyState.Empty, _plan, _now, resident).Actions
        );
    }

    [Fact]
    public void What_a_caller_said_about_keeping_a_model_is_put_right()
    {
        var said = Loaded("guest") with { Told = ModelUse.SaidByCaller };

        Assert.Contains(
            new ResidencyAction.Touch("guest", _usual),
            Look(ResidencyState.Empty, _plan, _now, said).Actions
        );
    }

    [Fact]
    public void Calls_of_planned_models_say_the_keep_alive_of_the_plan_and_others_the_usual_one()
    {
        Assert.Equal(_long, ResidencyPlan.KeepAliveOf(_plan, "A", _usual));
        Assert.Equal(_usual, ResidencyPlan.KeepAliveOf(_plan, "x", _usual));
        Assert.Equal(_usual, ResidencyPlan.KeepAliveOf(null, "a", _usual));
    }

    private static (ResidencyState State, ImmutableArray<ResidencyAction> Actions) Look(
        ResidencyState state,
        ResidencyPlan? plan,
        DateTimeOffset now,
        params ImmutableArray<ModelSight> models
    ) => ResidencyRule.Step(state, new ResidencyEvent.Looked(plan, models, _usual), _limits, now);

    private static ResidencyEntry Stays(string model) => new(model, _long, IsResident: true);

    private static ModelSight Loaded(string model, TimeSpan? told = null) =>
        new(model, IsLoaded: true, _now.AddDays(1), Told: told);

    private static ModelSight Busy(DateTimeOffset at) => Loaded("x") with { InUse = 1, LastUsedAt = at };

    private static bool IsTouch(ResidencyAction action) => action is ResidencyAction.Touch;
}
