using Orchestrator.EnsembleWorker.Aggregation.Voting;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

/// <summary>What votes are worth on the simulator's bank: skills, correlations and wrong answers are drawn, not real.</summary>
public sealed class VoteFiguresTests
{
    private const int Bins = 10;

    public static TheoryData<double, double, double, double> Cells() =>
        new()
        {
            { 0.3, 0.9, 0, 0.8 },
            { 0.3, 0.6, 0.8, 0.8 },
            { 0.7, 0.9, 0, 0 },
        };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Stopping_early_saves_half_of_the_calls_at_less_than_a_point(
        double skillLow,
        double skillHigh,
        double correlationLow,
        double correlationHigh
    )
    {
        var votes = Votes(skillLow, skillHigh, correlationLow, correlationHigh);

        var early = votes.ConvertAll(vote => (Vote: vote, Result: vote.Early(VoteRules.Usual)));

        var calls = early.Average(each => (double)each.Result.Calls / each.Vote.Ballots.Count);
        var accuracy = Accuracy(early.Select(each => each.Vote.IsRight(each.Result.Winner)));
        Assert.InRange(calls, 0, 0.5);
        Assert.InRange(accuracy, Accuracy(votes.Select(vote => vote.IsRight(Winner(vote)))) - 0.01, 1);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_vote_is_no_worse_than_the_best_model_and_a_count_of_hands(
        double skillLow,
        double skillHigh,
        double correlationLow,
        double correlationHigh
    )
    {
        var votes = Votes(skillLow, skillHigh, correlationLow, correlationHigh);

        var accuracy = Accuracy(votes.Select(vote => vote.IsRight(Winner(vote))));

        // Noise of so many questions: one standard error.
        var noise = Math.Sqrt(accuracy * (1 - accuracy) / votes.Count);
        Assert.InRange(accuracy, Accuracy(votes.Select(vote => vote.IsRight(vote.Ballots[0]))) - noise, 1);
        Assert.InRange(accuracy, Accuracy(votes.Select(vote => vote.IsRight(vote.Majority))) - noise, 1);
    }

    [Fact]
    public void The_confidence_is_how_often_the_winner_is_right()
    {
        var results = Votes(0.3, 0.9, 0, 0.8)
            .ConvertAll(vote =>
                (vote.IsRight(Winner(vote)), WeightedVote.Of(vote.Ballots, VoteRules.Usual)!.Confidence)
            );

        // Expected calibration error over ten bins of equal width.
        var error = results
            .GroupBy(result => Math.Min(Bins - 1, (int)(result.Confidence * Bins)))
            .Sum(bin => Math.Abs(bin.Sum(result => result.Confidence - (result.Item1 ? 1 : 0))) / results.Count);

        Assert.InRange(error, 0, 0.05);
    }

    private static List<BankVote> Votes(
        double skillLow,
        double skillHigh,
        double correlationLow,
        double correlationHigh
    ) =>
        [
            .. BankVotes.Of(
                new SkillRanges
                {
                    Skill = new ProbabilityRange(skillLow, skillHigh),
                    ErrorCorrelation = new ProbabilityRange(correlationLow, correlationHigh),
                },
                worlds: 3,
                every: 10
            ),
        ];

    private static Ballot Winner(BankVote vote) => WeightedVote.Of(vote.Ballots, VoteRules.Usual)!.Winner;

    private static double Accuracy(IEnumerable<bool> rights) => rights.Average(isRight => isRight ? 1.0 : 0);
}
