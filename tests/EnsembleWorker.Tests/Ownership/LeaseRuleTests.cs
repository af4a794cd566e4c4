using Orchestrator.EnsembleWorker.Ownership;

namespace Orchestrator.EnsembleWorker.Tests.Ownership;

public sealed class LeaseRuleTests
{
    private static readonly DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(1);
    private static readonly Owner _me = new("worker-1", "http://10.0.0.1:8081");
    private static readonly Owner _other = new("worker-2", "http://10.0.0.2:8081");

    private static LeaseDecision Decide(Lease? lease, long? held = null) =>
        LeaseRule.Decide(lease, _me, held, _now, _skew);

    private static Lease Of(Owner owner, double secondsLeft, long epoch = 5) =>
        new(owner, epoch, _now + TimeSpan.FromSeconds(secondsLeft));

    [Fact]
    public void A_replica_that_nobody_ever_owned_is_claimed_with_the_first_epoch() =>
        Assert.Equal(new LeaseDecision.Claim(1), Decide(null));

    [Fact]
    public void The_holder_renews_under_the_same_epoch() =>
        Assert.Equal(new LeaseDecision.Renew(5), Decide(Of(_me, 4), held: 5));

    [Fact]
    public void The_holder_renews_also_after_the_expiry_when_nobody_came() =>
        Assert.Equal(new LeaseDecision.Renew(5), Decide(Of(_me, -60), held: 5));

    [Fact]
    public void A_lease_of_another_is_left_alone_until_it_expired_and_the_clocks_may_differ()
    {
        Assert.Equal(new LeaseDecision.Wait(_now + TimeSpan.FromSeconds(4)), Decide(Of(_other, 3)));
        Assert.IsType<LeaseDecision.Wait>(Decide(Of(_other, -0.9)));
        Assert.Equal(new LeaseDecision.Claim(6), Decide(Of(_other, -1)));
    }

    [Fact]
    public void A_lease_that_was_given_back_is_claimed_at_once() =>
        Assert.Equal(new LeaseDecision.Claim(6), Decide(new Lease(_other, 5, LeaseRule.Released)));

    [Fact]
    public void A_holder_that_finds_another_has_lost() =>
        Assert.Equal(new LeaseDecision.Lost(_other), Decide(Of(_other, 9, epoch: 6), held: 5));

    [Fact]
    public void A_holder_that_finds_its_own_name_under_another_epoch_has_lost() =>
        Assert.Equal(new LeaseDecision.Lost(_me), Decide(Of(_me, 9, epoch: 6), held: 5));

    [Fact]
    public void A_restarted_worker_takes_its_own_lease_back_at_once_with_a_new_epoch() =>
        Assert.Equal(new LeaseDecision.Claim(6), Decide(Of(_me, 9)));

    [Fact]
    public void The_same_name_at_another_address_is_another_worker() =>
        Assert.IsType<LeaseDecision.Wait>(Decide(Of(_me with { Address = "http://10.0.0.9:8081" }, 9)));
}
