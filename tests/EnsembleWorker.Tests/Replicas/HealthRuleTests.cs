using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Tests.Replicas;

public sealed class HealthRuleTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthReason Gone = new(HealthCodes.ConnectFailed, "refused");
    private static readonly HealthEvent Good = new HealthEvent.LookGood();
    private static readonly HealthEvent Failed = new HealthEvent.LookFailed(Gone);
    private static readonly HealthEvent Half = new HealthEvent.LookHalf("no list of what is loaded");
    private static readonly HealthEvent Slow = new HealthEvent.LookSlow(TimeSpan.FromSeconds(2));
    private static readonly HealthEvent CallOk = new HealthEvent.CallSucceeded();
    private static readonly HealthEvent CallFailed = new HealthEvent.CallFailed("StreamBroken");
    private static readonly HealthEvent CallBusy = new HealthEvent.CallBusy();

    private readonly HealthOptions _options = new();

    private HealthState After(params HealthEvent[] events) => After(HealthState.New, Start, events);

    private HealthState After(HealthState state, DateTimeOffset now, params HealthEvent[] events) =>
        events.Aggregate(state, (current, happened) => HealthRule.Step(current, happened, now, _options));

    [Fact]
    public void Before_the_first_look_nothing_is_known() =>
        Assert.Equal((ReplicaHealth.Unknown, null), (HealthState.New.Health, HealthState.New.Reason));

    [Fact]
    public void The_first_look_decides_either_way()
    {
        Assert.Equal(ReplicaHealth.Healthy, After(Good).Health);
        Assert.Equal((ReplicaHealth.Unreachable, Gone), (After(Failed).Health, After(Failed).Reason));
    }

    [Fact]
    public void One_failed_look_proves_little_and_two_in_a_row_do()
    {
        Assert.Equal(ReplicaHealth.Healthy, After(Good, Failed).Health);
        Assert.Equal(ReplicaHealth.Unreachable, After(Good, Failed, Failed).Health);
    }

    [Fact]
    public void One_good_look_does_not_bring_a_lost_replica_back_and_two_in_a_row_do()
    {
        Assert.Equal(ReplicaHealth.Unreachable, After(Good, Failed, Failed, Good).Health);
        Assert.Equal(ReplicaHealth.Healthy, After(Good, Failed, Failed, Good, Good).Health);
    }

    [Fact]
    public void Why_it_is_lost_follows_the_newest_look_when_the_cause_is_another_one()
    {
        var other = new HealthReason(HealthCodes.DnsFailed, "no address");

        Assert.Equal(other, After(Failed, new HealthEvent.LookFailed(other)).Reason);
        Assert.Same(Gone, After(Failed, new HealthEvent.LookFailed(Gone with { })).Reason);
    }

    [Fact]
    public void Half_answers_in_a_row_degrade_and_good_ones_in_a_row_heal()
    {
        Assert.Equal(ReplicaHealth.Healthy, After(Good, Half, Good, Half).Health);
        var poor = After(Good, Half, Half);
        Assert.Equal((ReplicaHealth.Degraded, HealthCodes.HalfAnswer), (poor.Health, poor.Reason!.Code));
        Assert.Equal(ReplicaHealth.Degraded, After(poor, Start, Good, Good, Half, Good, Good).Health);
        Assert.Equal(ReplicaHealth.Healthy, After(poor, Start, Good, Good, Good).Health);
    }

    [Fact]
    public void Slow_looks_in_a_row_degrade()
    {
        Assert.Equal(ReplicaHealth.Healthy, After(Good, Slow, Slow, Good, Slow, Slow).Health);
        Assert.Equal(HealthCodes.Slow, After(Good, Slow, Slow, Slow).Reason!.Code);
    }

    [Fact]
    public void A_lost_replica_that_answers_by_half_is_there_again_but_not_well() =>
        Assert.Equal(ReplicaHealth.Degraded, After(Failed, Half, Half).Health);

    [Fact]
    public void A_version_that_is_too_old_degrades_at_once_and_an_upgrade_heals_at_once()
    {
        var old = After(Good, new HealthEvent.VersionSeen("0.5.13", "0.6.4"));

        Assert.Equal((ReplicaHealth.Degraded, HealthCodes.TooOld), (old.Health, old.Reason!.Code));
        Assert.Equal(ReplicaHealth.Healthy, After(old, Start, new HealthEvent.VersionSeen("0.6.4", "0.6.4")).Health);
    }

    [Theory]
    [InlineData("0.6.3", true)]
    [InlineData("0.6.4", false)]
    [InlineData("0.10.0", false)]
    [InlineData("v0.5.0", true)]
    [InlineData("0.6.4-rc1", false)]
    [InlineData("0.5.0-simulated", true)]
    [InlineData("0.0.0", false)]
    [InlineData("", false)]
    [InlineData("a hand-made one", false)]
    [InlineData("0.6.99999999999999999999", false)]
    public void What_is_not_known_to_be_old_is_not_called_old(string version, bool isOld) =>
        Assert.Equal(isOld, OllamaVersion.IsOlder(version, "0.6.4"));

    [Fact]
    public void Calls_that_fail_in_a_row_degrade_and_successes_in_a_row_heal()
    {
        Assert.Equal(ReplicaHealth.Healthy, After(Good, CallFailed, CallFailed, CallOk, CallFailed, CallFailed).Health);
        var failing = After(After(Good), Start, CallFailed, CallFailed, CallFailed);
        Assert.Equal(HealthCodes.CallsFailing, failing.Reason!.Code);
        Assert.Equal(ReplicaHealth.Degraded, After(failing, Start, CallOk, CallFailed, CallOk).Health);
        Assert.Equal(ReplicaHealth.Healthy, After(failing, Start, CallOk, CallOk).Health);
    }

    [Fact]
    public void Failed_calls_are_forgotten_with_time_for_who_gets_no_calls_cannot_prove_itself()
    {
        var failing = After(Good, CallFailed, CallFailed, CallFailed);

        Assert.Equal(ReplicaHealth.Degraded, After(failing, Start + _options.FailedCallsMemory / 2, Good).Health);
        Assert.Equal(ReplicaHealth.Healthy, After(failing, Start + _options.FailedCallsMemory, Good).Health);
    }

    [Fact]
    public void Busy_is_load_it_takes_two_answers_ends_with_time_and_is_no_failure()
    {
        Assert.Equal(ReplicaHealth.Healthy, After(Good, CallBusy).Health);
        var busy = After(Good, CallBusy, CallBusy);
        Assert.Equal((ReplicaHealth.Busy, HealthCodes.ServerBusy), (busy.Health, busy.Reason!.Code));
        Assert.Equal(ReplicaHealth.Busy, After(busy, Start + _options.BusyMemory / 2, Good, Good, Good).Health);
        Assert.Equal(ReplicaHealth.Healthy, After(busy, Start + _options.BusyMemory, Good).Health);
        Assert.Equal(0, busy.Calls.Failed);
    }

    [Fact]
    public void A_drain_counts_at_once_hides_behind_being_lost_and_ends_at_once()
    {
        var reason = new HealthReason(HealthCodes.DrainRequested, "asked");
        var drained = After(Good, new HealthEvent.DrainAsked(reason));

        Assert.Equal((ReplicaHealth.Draining, reason), (drained.Health, drained.Reason));
        Assert.Equal(ReplicaHealth.Unreachable, After(drained, Start, Failed, Failed).Health);
        Assert.Equal(ReplicaHealth.Healthy, After(drained, Start, new HealthEvent.DrainEnded()).Health);
    }
}
