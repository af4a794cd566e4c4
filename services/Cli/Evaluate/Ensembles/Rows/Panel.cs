using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The ballots of a vote: every model of the pool in the router's order, and again from the first on.</summary>
internal static class Panel
{
    public static IReadOnlyList<Ballot> All(Turn turn, int votes) => [.. InTurn(turn, votes)];

    /// <summary>Each one is asked when it is wanted; who has nothing recorded is left out.</summary>
    public static IEnumerable<Ballot> InTurn(Turn turn, int votes)
    {
        for (var vote = 0; vote < votes; vote++)
        {
            if (Ask(turn, vote % turn.Outlooks.Count, vote) is { } ballot)
            {
                yield return ballot;
            }
        }
    }

    public static Ballot? Ask(Turn turn, int place, int vote) =>
        turn.Ask(place) is { } answer
            ? new Ballot($"member-{vote + 1}", turn[place].Name, turn[place].Family, answer.Text, turn[place].Quality)
            : null;

    /// <returns>The text that most of them say; of equally many the one that was said first. Null without any.</returns>
    public static string? MostSaid(IReadOnlyList<Ballot> ballots)
    {
        var keys = AnswerGroups.Keys(ballots.Select(ballot => ballot.Text));
        return ballots
                .Zip(keys)
                .Where(pair => pair.Second is not null)
                .GroupBy(pair => pair.Second, pair => pair.First.Text, StringComparer.Ordinal)
                .MaxBy(group => group.Count())
                ?.First()
            ?? (ballots is [var first, ..] ? first.Text : null);
    }
}
