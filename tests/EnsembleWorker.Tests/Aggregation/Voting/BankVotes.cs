using Orchestrator.EnsembleWorker.Aggregation.Voting;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

/// <summary>
/// Votes about the simulator's question bank: eight simulated models of five families, drawn in several worlds. Its figures say how the
/// rules behave where skills and correlations are as drawn; they say nothing about real models.
/// </summary>
internal static class BankVotes
{
    private static readonly SimulatedModel[] Models =
    [
        .. new[]
        {
            "qwen3:8b",
            "qwen3:14b",
            "llama3.1:8b",
            "llama3.2:3b",
            "gemma3:12b",
            "gemma3:4b",
            "mistral:7b",
            "phi4:14b",
        }.Select(name => ModelCatalogue.Find(name)!),
    ];

    /// <param name="every">One of so many questions.</param>
    public static IEnumerable<BankVote> Of(SkillRanges ranges, int worlds, int every) =>
        from seed in Enumerable.Range(1, worlds)
        let world = new SkillWorld(seed, ranges)
        from question in QuestionBank.Standard.Questions.Where((_, at) => (at + seed) % every == 0)
        select new BankVote(
            question,
            [
                .. Models
                    .Select(model => (model, Outcome: AnswerDraw.Of(world, model, question, new Sampling(0, 1))))
                    .Select(pair => new Ballot(
                        pair.model.Name,
                        pair.model.Name,
                        pair.model.Family,
                        $"Answer: {pair.Outcome.Text}",
                        // What a router knows is the skill at the task; how hard the question is, it does not.
                        world.Skill(pair.model, question.Task)
                    ))
                    .OrderByDescending(ballot => ballot.Skill),
            ]
        );
}

/// <param name="Ballots">Best model first.</param>
internal sealed record BankVote(Question Question, IReadOnlyList<Ballot> Ballots)
{
    public bool IsRight(Ballot ballot) => ballot.Text == $"Answer: {Question.Answer}";

    /// <summary>One ballot each; the first of the answers with most ballots.</summary>
    public Ballot Majority =>
        Ballots
            .GroupBy(ballot => ballot.Text, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .First()
            .First();

    /// <summary>Asks one after the other until the leader is likely to stay.</summary>
    public (Ballot Winner, int Calls) Early(VoteRules rules)
    {
        var calls = 1;
        while (
            calls < Ballots.Count
            && EarlyStop.LeaderStays(
                [.. Ballots.Take(calls)],
                [.. Ballots.Skip(calls).Select(ballot => new BallotToCome(ballot.Family, ballot.Skill))],
                rules
            ) < rules.StopProbability
        )
        {
            calls++;
        }

        return (WeightedVote.Of([.. Ballots.Take(calls)], rules)!.Winner, calls);
    }
}
