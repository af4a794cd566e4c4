namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>A ranking from comparisons of pairs. Pure.</summary>
/// <remarks>
/// Bradley and Terry (1952): one candidate beats another with the probability s₁ / (s₁ + s₂). The strengths are found by Hunter's minorisation
/// and maximisation ("MM algorithms for generalized Bradley-Terry models", Annals of Statistics 32, 2004). A tie is half a win for each. So that
/// who has won all or nothing has a finite strength, each candidate also meets a phantom of mean strength and wins half of it.
/// </remarks>
internal static class BradleyTerry
{
    public const int IterationsMax = 200;

    private const double Tolerance = 1e-9;

    /// <param name="phantomGames">What the prior is worth in comparisons; above zero.</param>
    /// <returns>Strengths that add up to one; equal ones where nothing is known.</returns>
    public static IReadOnlyList<double> Of(int candidates, IReadOnlyList<PairResult> results, double phantomGames = 1)
    {
        var strengths = Enumerable.Repeat(1.0, candidates).ToArray();
        var judged = results
            .Where(result => !result.IsEmpty && result.Pair.Second < candidates && result.Pair.First >= 0)
            .ToList();
        var wins = Wins(candidates, judged, phantomGames);
        for (var iteration = 0; iteration < IterationsMax; iteration++)
        {
            var next = Next(strengths, wins, judged, phantomGames);
            var moved = next.Zip(strengths).Select(pair => Math.Abs(pair.First - pair.Second)).DefaultIfEmpty().Max();
            strengths = next;
            if (moved < Tolerance)
            {
                break;
            }
        }

        var sum = strengths.Sum();
        return [.. strengths.Select(strength => strength / sum)];
    }

    /// <summary>The best first; of equals the one that stands first.</summary>
    public static IReadOnlyList<int> Ranking(IReadOnlyList<double> strengths) =>
        [
            .. Enumerable
                .Range(0, strengths.Count)
                .OrderByDescending(at => Math.Round(strengths[at], 6))
                .ThenBy(at => at),
        ];

    private static double[] Wins(int candidates, List<PairResult> judged, double phantomGames)
    {
        var wins = Enumerable.Repeat(phantomGames / 2, candidates).ToArray();
        foreach (var result in judged)
        {
            wins[result.Pair.First] += result.FirstWins + (result.Ties / 2);
            wins[result.Pair.Second] += result.SecondWins + (result.Ties / 2);
        }

        return wins;
    }

    private static double[] Next(double[] strengths, double[] wins, List<PairResult> judged, double phantomGames)
    {
        // The phantom's strength is fixed at one, and with it the scale of all.
        var games = strengths.Select(strength => phantomGames / (strength + 1)).ToArray();
        foreach (var result in judged)
        {
            var (first, second) = result.Pair;
            var share = (result.FirstWins + result.SecondWins + result.Ties) / (strengths[first] + strengths[second]);
            games[first] += share;
            games[second] += share;
        }

        return [.. wins.Zip(games, (won, met) => won / met)];
    }
}
