namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>What a vote came to.</summary>
/// <param name="Shares">Best first.</param>
/// <param name="Winner">The ballot whose text is the answer: the strongest of those that wrote the winning answer in its commonest form.</param>
/// <param name="Confidence">Probability that the winning answer is right, as far as the skills are right.</param>
/// <param name="Agreement">Share of the ballots with a short answer that say the same as the winner, 0 to 1.</param>
internal sealed record VoteResult(IReadOnlyList<VoteShare> Shares, Ballot Winner, double Confidence, double Agreement)
{
    /// <summary>Ballots without a short answer; they are not counted.</summary>
    public IReadOnlyList<Ballot> Abstained { get; init; } = [];
}

/// <summary>One answer and who gave it.</summary>
/// <param name="Key">Of <see cref="Canonical.CanonicalAnswer"/>.</param>
/// <param name="Weight">Of its ballots, families capped.</param>
/// <param name="Share">Of all weight, 0 to 1.</param>
/// <param name="Ballots">The strongest first.</param>
internal sealed record VoteShare(string Key, double Weight, double Share, IReadOnlyList<Ballot> Ballots);
