using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

/// <summary>What holds for every vote.</summary>
public sealed class VoteLawsTests
{
    private static readonly VoteRules Rules = VoteRules.Usual;

    [Fact]
    public void The_order_of_the_ballots_does_not_matter() =>
        Holds(
            from ballots in Ballots.Any
            from shuffled in Gen.Shuffle(ballots)
            select (ballots, shuffled),
            pair =>
            {
                var (one, other) = (Vote(pair.ballots), Vote(pair.shuffled));
                return one.Winner == other.Winner
                    && Math.Abs(one.Confidence - other.Confidence) < 1e-9
                    && one.Shares.Select(share => share.Key).SequenceEqual(other.Shares.Select(share => share.Key));
            }
        );

    [Fact]
    public void One_more_vote_never_takes_the_win_from_its_own_answer() =>
        Holds(
            from ballots in Ballots.Any
            from more in Ballots.One
            select (ballots, more with { Member = "more" }),
            pair =>
            {
                var key = Vote([pair.Item2]).Shares[0].Key;
                return Vote(pair.ballots).Shares[0].Key != key
                    || Vote([.. pair.ballots, pair.Item2]).Shares[0].Key == key;
            }
        );

    [Fact]
    public void Weak_models_never_flip_what_all_better_ones_say() =>
        Holds(
            from ballots in Ballots.Any
            from strong in Gen.Choose(1, 3)
            from skills in Gen.ArrayOf(Gen.Choose(51, 98), strong)
            select (
                Weak: ballots.Select(ballot => ballot with { Skill = ballot.Skill / 2 }),
                Strong: skills.Select((skill, at) => Ballots.Of($"strong-{at}", "the truth", skill / 100.0))
            ),
            sets => Vote([.. sets.Weak, .. sets.Strong]).Shares[0].Key == "truth"
        );

    [Fact]
    public void Shares_add_up_and_figures_are_probabilities() =>
        Holds(
            Ballots.Any,
            ballots =>
            {
                var result = Vote(ballots);
                return Math.Abs(result.Shares.Sum(share => share.Share) - 1) < 1e-9
                    && result.Confidence is >= 0 and <= 1
                    && result.Agreement is > 0 and <= 1
                    && result.Shares.Sum(share => share.Ballots.Count) == ballots.Length
                    && result.Shares[0].Ballots.Contains(result.Winner);
            }
        );

    [Fact]
    public void A_family_s_further_ballots_are_worth_less_than_another_family_s() =>
        Holds(
            from skill in Gen.Choose(55, 95)
            select skill / 100.0,
            skill =>
                Vote([Ballots.Of("a", "red", skill), Ballots.Of("a", "red", skill, 2)]).Confidence
                < Vote([Ballots.Of("a", "red", skill), Ballots.Of("b", "red", skill)]).Confidence
        );

    private static void Holds<T>(Gen<T> cases, Func<T, bool> law) =>
        Prop.ForAll(cases.ToArbitrary(), law).QuickCheckThrowOnFailure();

    private static VoteResult Vote(Ballot[] ballots) => WeightedVote.Of(ballots, Rules)!;
}
