using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

public sealed class WeightedVoteTests
{
    [Fact]
    public void Two_good_models_outvote_one_better_one()
    {
        var result = Vote(Ballots.Of("a", "red", 0.85), Ballots.Of("b", "blue", 0.75), Ballots.Of("c", "blue", 0.75));

        Assert.Equal("blue", result.Shares[0].Key);
        Assert.Equal(2.0 / 3, result.Agreement, 9);
    }

    [Theory]
    [InlineData(0.7, "blue")]
    [InlineData(0.6, "red")]
    public void Between_two_good_models_a_third_one_decides_unless_it_is_far_worse(double third, string winner)
    {
        var result = Vote(Ballots.Of("a", "red", 0.85), Ballots.Of("b", "blue", 0.8), Ballots.Of("c", "blue", third));

        Assert.Equal(winner, result.Shares[0].Key);
        Assert.Equal(3, result.Shares.Sum(share => share.Ballots.Count));
    }

    [Fact]
    public void Resamples_of_one_model_do_not_outvote_a_better_one_of_another_family()
    {
        var samples = Enumerable.Range(1, 8).Select(at => Ballots.Of("a", "red", 0.6, at));

        var result = Vote([.. samples, Ballots.Of("b", "blue", 0.8)]);

        Assert.Equal("blue", result.Shares[0].Key);
    }

    [Fact]
    public void A_family_weighs_no_more_than_its_cap_times_its_strongest_ballot()
    {
        var alone = Vote(Ballots.Of("a", "red", 0.7)).Shares[0].Weight;
        var many = Vote([.. Enumerable.Range(1, 50).Select(at => Ballots.Of("a", "red", 0.7, at))]).Shares[0].Weight;

        Assert.InRange(many, alone * 1.49, (alone * 1.5) + 1e-9);
    }

    [Fact]
    public void One_ballot_is_as_sure_as_its_model() =>
        Assert.Equal(0.7, Vote(Ballots.Of("a", "red", 0.7)).Confidence, 9);

    [Fact]
    public void Texts_without_a_short_answer_abstain()
    {
        var talk = new Ballot("m", "m", "m", "One may look at it so.\nOr so.\nIt is hard to say.", 0.9);

        var result = Vote(Ballots.Of("a", "red", 0.7), Ballots.Of("b", "red", 0.7), talk);

        Assert.Equal([talk], result.Abstained);
        Assert.Equal(1, result.Agreement);
        Assert.Null(WeightedVote.Of([talk], VoteRules.Usual));
        Assert.Null(WeightedVote.Of([talk, talk, Ballots.Of("a", "red", 0.7)], VoteRules.Usual));
        Assert.Null(WeightedVote.Of([], VoteRules.Usual));
    }

    [Theory]
    [InlineData("18 km", "18000", "18000 m")]
    [InlineData("50 %", "50", "0.5")]
    [InlineData("yes", "true", "예")]
    public void Answers_that_only_mean_the_same_beside_each_other_are_one(params string[] answers)
    {
        var result = Vote([.. answers.Select((answer, at) => Ballots.Of($"f{at}", answer, 0.6))]);

        Assert.Single(result.Shares);
    }

    [Fact]
    public void A_number_that_would_fit_two_quantities_joins_neither()
    {
        var result = Vote(Ballots.Of("a", "18 km", 0.6), Ballots.Of("b", "18", 0.6), Ballots.Of("c", "18 kg", 0.6));

        Assert.Equal(3, result.Shares.Count);
    }

    [Fact]
    public void The_commonest_way_to_write_the_winning_answer_is_taken()
    {
        var result = Vote(Ballots.Of("a", "3.0", 0.7), Ballots.Of("b", "3", 0.65), Ballots.Of("c", "3", 0.65));

        Assert.Equal("Answer: 3", result.Winner.Text);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1)]
    public void Skills_that_cannot_be_are_bounded(double skill)
    {
        var result = Vote(Ballots.Of("a", "red", skill), Ballots.Of("b", "blue", 0.6));

        Assert.InRange(result.Confidence, 0, 1);
        Assert.All(result.Shares, share => Assert.True(double.IsFinite(share.Weight) && share.Weight > 0));
    }

    private static VoteResult Vote(params Ballot[] ballots) => WeightedVote.Of(ballots, VoteRules.Usual)!;
}
