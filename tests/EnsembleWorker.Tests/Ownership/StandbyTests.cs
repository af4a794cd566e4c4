using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Tests.Ownership;

public sealed class StandbyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly LeaseDecision Claim = new LeaseDecision.Claim(1);
    private static readonly LeaseDecision Foreign = new LeaseDecision.Wait(Now + TimeSpan.FromSeconds(10));

    private static readonly LeaseWish First = new("gpu-1", IsStandby: false);
    private static readonly LeaseWish Second = new("gpu-2", IsStandby: true);

    private readonly Standby _standby = new(Wait);

    [Fact]
    public void A_replica_of_ones_own_is_claimed_at_once() => Assert.Equal(Claim, _standby.HoldBack(First, Claim, Now));

    [Fact]
    public void A_free_replica_on_standby_is_claimed_after_the_wait_and_not_before()
    {
        var due = new LeaseDecision.Wait(Now + Wait);

        Assert.Equal(due, _standby.HoldBack(Second, Claim, Now));
        Assert.Equal(due, _standby.HoldBack(Second, Claim, Now + Wait / 2));
        Assert.Equal(Claim, _standby.HoldBack(Second, Claim, Now + Wait));
    }

    [Fact]
    public void The_wait_begins_anew_when_somebody_had_it_in_between()
    {
        _standby.HoldBack(Second, Claim, Now);
        Assert.Equal(Foreign, _standby.HoldBack(Second, Foreign, Now + Wait / 2));

        Assert.Equal(new LeaseDecision.Wait(Now + 2 * Wait), _standby.HoldBack(Second, Claim, Now + Wait));
    }

    [Fact]
    public void What_is_held_is_renewed_and_what_is_lost_is_lost()
    {
        LeaseDecision renew = new LeaseDecision.Renew(3);

        Assert.Equal(renew, _standby.HoldBack(Second, renew, Now));
    }
}
