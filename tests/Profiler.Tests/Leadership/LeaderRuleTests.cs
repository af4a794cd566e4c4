using Orchestrator.Profiler.Leadership;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Leadership;

public sealed class LeaderRuleTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    [Fact]
    public void The_first_one_claims() => Assert.Equal(new LeaderDecision.Claim(1), Decide(null));

    [Fact]
    public void The_leader_renews_even_after_the_end_when_nobody_came_in_between() =>
        Assert.Equal(new LeaderDecision.Renew(7), Decide(new LeaderLease("me", 7, Now.AddSeconds(-60))));

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    [InlineData(-1)]
    public void The_others_follow_until_the_lease_has_ended_by_any_clock(int secondsLeft) =>
        Assert.Equal(
            new LeaderDecision.Follow("other"),
            Decide(new LeaderLease("other", 7, Now.AddSeconds(secondsLeft)))
        );

    [Fact]
    public void A_lease_that_has_ended_is_claimed_with_a_new_term() =>
        Assert.Equal(new LeaderDecision.Claim(8), Decide(new LeaderLease("other", 7, Now - Skew)));

    [Fact]
    public void A_lease_that_was_given_back_is_claimed_at_once() =>
        Assert.Equal(new LeaderDecision.Claim(8), Decide(new LeaderLease("other", 7, LeaderRule.Released)));

    private static LeaderDecision Decide(LeaderLease? lease) => LeaderRule.Decide(lease, "me", Now, Skew);
}
