namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>Whether the ballots that are still to come are worth their price. Pure.</summary>
/// <remarks>
/// For each answer that may be right (with the probability of <see cref="VoteConfidence"/>) the ballots to come are drawn: see
/// <see cref="BallotsToCome"/>. The leader stays unless one of the others reaches its weight, families capped as in the count; that
/// several could is added up, so the figure errs on the low side. After "Let's Sample Step by Step" (Aggarwal et al. 2023, 2305.11860)
/// and "Escape Sky-high Cost" (Li et al. 2024, 2401.10480), which stop when samples of one model agree.
/// </remarks>
internal static class EarlyStop
{
    /// <summary>Answers behind the leader that are looked at; those behind them are weaker still.</summary>
    private const int RivalsMax = 4;

    /// <summary>The rest of the ballots to come is not looked at: so many are not asked for one answer.</summary>
    private const int ToComeMax = 64;

    /// <returns>
    /// Probability that the leader stays the leader. Below <see cref="VoteRules.StopProbability"/> as long as only one family has spoken for
    /// the leader and another one could still overrule it.
    /// </returns>
    public static double LeaderStays(IReadOnlyList<Ballot> seen, IReadOnlyList<BallotToCome> toCome, VoteRules rules)
    {
        var tally = VoteTally.Of(seen, rules);
        if (toCome.Count == 0 || tally.Shares.Count == 0)
        {
            return toCome.Count == 0 ? 1 : 0;
        }

        var coming = new BallotsToCome(tally, toCome.Take(ToComeMax), rules);
        var answers = Math.Min(tally.Shares.Count, RivalsMax + 1);
        var probabilities = tally.Probabilities(rules).Take(answers).ToList();
        // The last one stands for the answers that nobody gave, or that are not looked at.
        var stays = (1 - probabilities.Sum()) * Stays(coming, answers, right: BallotsToCome.Unseen);
        for (var right = 0; right < answers; right++)
        {
            stays += probabilities[right] * Stays(coming, answers, right);
        }

        return IsOneVoice(tally.Shares[0], toCome) && coming.CanBeOvertaken(answers)
            ? Math.Min(stays, Math.BitDecrement(rules.StopProbability))
            : Math.Clamp(stays, 0, 1);
    }

    private static double Stays(BallotsToCome coming, int answers, int right)
    {
        var lost = coming.Overtakes(BallotsToCome.Unseen, right);
        for (var rival = 1; rival < answers; rival++)
        {
            lost += coming.Overtakes(rival, right);
        }

        return Math.Max(0, 1 - lost);
    }

    private static bool IsOneVoice(VoteShare leader, IReadOnlyList<BallotToCome> toCome)
    {
        var voice = leader.Ballots[0].Voice;
        return leader.Ballots.All(ballot => Is(ballot.Voice)) && !toCome.All(ballot => Is(ballot.Family));

        bool Is(string family) => family.Equals(voice, StringComparison.OrdinalIgnoreCase);
    }
}
