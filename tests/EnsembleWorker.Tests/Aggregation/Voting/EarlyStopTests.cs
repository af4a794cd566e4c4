using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

public sealed class EarlyStopTests
{
    private static readonly VoteRules Rules = VoteRules.Usual;

    [Fact]
    public void With_nothing_to_come_the_leader_stays() =>
        Assert.Equal(1, EarlyStop.LeaderStays([Ballots.Of("a", "red", 0.5)], [], Rules));

    [Fact]
    public void Without_a_ballot_there_is_no_leader() =>
        Assert.Equal(0, EarlyStop.LeaderStays([], [new BallotToCome("a", 0.7)], Rules));

    [Fact]
    public void Agreement_of_families_stops_and_disagreement_does_not()
    {
        BallotToCome[] toCome = [new("d", 0.7), new("e", 0.7), new("f", 0.7)];
        Ballot[] agreed = [Ballots.Of("a", "red", 0.8), Ballots.Of("b", "red", 0.8), Ballots.Of("c", "red", 0.75)];
        Ballot[] split = [Ballots.Of("a", "red", 0.8), Ballots.Of("b", "blue", 0.8), Ballots.Of("c", "red", 0.75)];

        Assert.True(EarlyStop.LeaderStays(agreed, toCome, Rules) >= Rules.StopProbability);
        Assert.False(EarlyStop.LeaderStays(split, toCome, Rules) >= Rules.StopProbability);
    }

    [Fact]
    public void The_same_answer_from_one_family_alone_does_not_stop_a_vote_that_others_could_turn()
    {
        Ballot[] family = [.. Enumerable.Range(1, 6).Select(at => Ballots.Of("a", "red", 0.9, at))];
        BallotToCome[] others = [new("b", 0.8), new("c", 0.8), new("d", 0.8)];

        Assert.False(EarlyStop.LeaderStays(family, others, Rules) >= Rules.StopProbability);
    }

    [Fact]
    public void A_leader_that_nobody_can_reach_any_more_stays_for_certain()
    {
        Ballot[] seen = [Ballots.Of("a", "red", 0.9), Ballots.Of("b", "red", 0.9), Ballots.Of("c", "red", 0.9)];

        Assert.Equal(1, EarlyStop.LeaderStays(seen, [new("d", 0.6)], Rules), 9);
    }

    [Fact]
    public void Models_far_below_the_best_do_not_keep_a_vote_open()
    {
        BallotToCome[] weak = [new("b", 0.55), new("c", 0.55), new("d", 0.55), new("e", 0.55)];
        BallotToCome[] good = [.. weak.Select(ballot => ballot with { Skill = 0.75 })];

        Assert.Equal(1, EarlyStop.LeaderStays([Ballots.Of("a", "red", 0.9)], weak, Rules), 9);
        Assert.False(EarlyStop.LeaderStays([Ballots.Of("a", "red", 0.9)], good, Rules) >= Rules.StopProbability);
    }

    [Fact]
    public void Samples_of_one_model_that_agree_stop_a_vote_among_them()
    {
        BallotToCome[] toCome = [.. Enumerable.Repeat(new BallotToCome("a", 0.7), 4)];
        Ballot[] four = [.. Enumerable.Range(1, 4).Select(at => Ballots.Of("a", "red", 0.7, at))];

        Assert.True(EarlyStop.LeaderStays(four, toCome, Rules) >= Rules.StopProbability);
        Assert.False(EarlyStop.LeaderStays(four[..1], toCome, Rules) >= Rules.StopProbability);
    }

    [Fact]
    public void It_is_a_probability_for_every_vote()
    {
        var toCome = Ballots.One.Select(ballot => new BallotToCome(ballot.Family, ballot.Skill)).ListOf();
        var cases = from seen in Ballots.Any from coming in toCome select (seen, coming.Take(12).ToList());

        Prop.ForAll(cases.ToArbitrary(), pair => EarlyStop.LeaderStays(pair.seen, pair.Item2, Rules) is >= 0 and <= 1)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }
}
