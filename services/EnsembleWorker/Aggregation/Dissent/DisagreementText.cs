using Orchestrator.EnsembleWorker.Aggregation.Canonical;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Aggregation.Dissent;

/// <summary>Sentences for the user that say how far the members agree, who says otherwise, and how sure the result is. Pure.</summary>
internal static class DisagreementText
{
    /// <summary>Other answers that are named; the rest is counted.</summary>
    private const int AnswersMax = 3;

    /// <summary>Models that are named for one answer.</summary>
    private const int ModelsMax = 3;

    /// <param name="language">"ko" for Korean, anything else for English.</param>
    public static string Of(VoteResult result, string language)
    {
        var words = language == "ko" ? DissentWords.Korean : DissentWords.English;
        var voters = result.Shares.Sum(share => share.Ballots.Count);
        var sentences = new List<string> { Agreement(words, result.Shares[0].Ballots.Count, voters) };
        foreach (var share in result.Shares.Skip(1).Take(AnswersMax))
        {
            sentences.Add(words.Says(Models(words, share.Ballots), Answer(share.Ballots[0])));
        }

        if (result.Shares.Count > AnswersMax + 1)
        {
            sentences.Add(words.More(result.Shares.Count - 1 - AnswersMax));
        }

        if (result.Abstained.Count > 0)
        {
            sentences.Add(words.Abstained(result.Abstained.Count));
        }

        sentences.Add(words.Confidence(words.Sureness(result.Confidence), Percent(result.Confidence)));
        return string.Join(' ', sentences);
    }

    private static string Agreement(DissentWords words, int agreeing, int voters) =>
        voters == 1 ? words.Alone
        : agreeing == voters ? words.All(voters)
        : words.Some(agreeing, voters);

    private static string Models(DissentWords words, IReadOnlyList<Ballot> ballots)
    {
        var models = ballots.Select(ballot => QuotedText.Of(ballot.Model)).Distinct(StringComparer.Ordinal).ToList();
        var named = string.Join(", ", models.Take(ModelsMax));
        return models.Count > ModelsMax ? words.AndOthers(named, models.Count - ModelsMax) : named;
    }

    private static string Answer(Ballot ballot) =>
        QuotedText.Of(CanonicalAnswer.Read(ballot.Text)?.Written ?? ballot.Text);

    // "100 %" would be a promise.
    private static int Percent(double confidence) =>
        (int)Math.Clamp(Math.Round(100 * confidence, MidpointRounding.ToEven), 1, 99);
}
