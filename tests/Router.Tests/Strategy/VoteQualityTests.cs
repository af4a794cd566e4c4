using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Tests.Strategy;

/// <summary>How good an answer is that is made from several.</summary>
public sealed class VoteQualityTests
{
    [Fact]
    public void Three_independent_members_of_seven_in_ten_whose_errors_are_all_alike_are_right_in_784_of_1000_cases() =>
        Assert.Equal(0.784, VoteQuality.Of([0.7, 0.7, 0.7], 0, commonErrors: 1), 3);

    [Fact]
    public void Where_errors_differ_one_right_answer_of_three_wins_by_lot() =>
        // Two right in 784 of 1000; one right in 189, and a third of these where the two others differ.
        Assert.Equal(0.784 + (0.189 / 3), VoteQuality.Of([0.7, 0.7, 0.7], 0, commonErrors: 0), 3);

    [Fact]
    public void Of_two_equal_members_who_differ_either_may_be_right() =>
        Assert.Equal(0.7, VoteQuality.Of([0.7, 0.7], 0), 3);

    [Fact]
    public void Members_that_are_mostly_wrong_are_no_coin()
    {
        Assert.InRange(VoteQuality.Of([0.3, 0.3, 0.3], 0), 0.2, 0.35);
        Assert.InRange(VoteQuality.Of([0.2, 0.1, 0.1], 0.5), 0.1, 0.25);
    }

    [Fact]
    public void Members_that_always_err_together_are_as_good_as_one() =>
        Assert.Equal(0.7, VoteQuality.Of([0.7, 0.7, 0.7], 1), 1);

    [Fact]
    public void One_member_is_as_good_as_itself() => Assert.Equal(0.7, VoteQuality.Of([0.7], 0.5), 2);

    [Fact]
    public void The_more_errors_have_in_common_the_less_a_vote_gains()
    {
        var gains = new[] { 0, 0.2, 0.5, 0.8 }.Select(rho => VoteQuality.Of([0.7, 0.7, 0.7], rho)).ToList();

        Assert.Equal(gains.OrderDescending(), gains);
        Assert.True(gains[0] > gains[3]);
    }

    [Fact]
    public void Members_that_guess_change_nothing_for_a_good_one() =>
        Assert.Equal(0.9, VoteQuality.Of([0.9, 0.5, 0.5], 0.5), 2);

    [Fact]
    public void A_vote_of_equals_is_never_worse_than_one_of_them_that_is_right_more_often_than_not() =>
        Prop.ForAll(
                Gen.Choose(50, 99).Zip(Gen.Choose(0, 90)).Zip(Gen.Choose(1, 7)).ToArbitrary(),
                drawn =>
                {
                    var ((percent, rho), count) = drawn;
                    double[] members = [.. Enumerable.Repeat(percent / 100.0, count)];
                    var vote = VoteQuality.Of(members, rho / 100.0);
                    return vote >= members[0] - 0.01 && vote <= 1;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.0228, -2)]
    [InlineData(0.5, 0)]
    [InlineData(0.8413, 1)]
    public void The_normal_curve_and_its_quantile_belong_together(double share, double z)
    {
        Assert.Equal(z, NormalCurve.Quantile(share), 2);
        Assert.Equal(share, NormalCurve.Below(z), 4);
    }
}
