using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>How one scorer sees the positions that it was shown. Pure.</summary>
/// <param name="Of">By label; a position that it left out is not there.</param>
/// <param name="Compatible">Whether the positions can be merged; null when it does not say.</param>
internal sealed record DebateScores(IReadOnlyDictionary<string, DebateScore> Of, bool? Compatible)
{
    public static DebateScores None { get; } = new(new Dictionary<string, DebateScore>(), Compatible: null);

    /// <param name="text">{"relevance":{"A":0.8,…},"feasibility":{"A":0.5,…},"compatible":true}; what cannot be read is left out.</param>
    /// <param name="labels">Of the positions that it was shown.</param>
    public static DebateScores Read(string text, IEnumerable<string> labels)
    {
        if (ModelJson.Find(text) is not { } json)
        {
            return None;
        }

        var relevance = JsonFields.Field(json, "relevance");
        var feasibility = JsonFields.Field(json, "feasibility");
        var scores = new Dictionary<string, DebateScore>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            var (of, how) = (
                relevance is { } one ? JsonFields.Share(one, label) : null,
                feasibility is { } other ? JsonFields.Share(other, label) : null
            );
            if (of is not null || how is not null)
            {
                scores[label] = new DebateScore(of ?? DebateWeight.NeutralShare, how ?? DebateWeight.NeutralShare);
            }
        }

        return new DebateScores(scores, JsonFields.Flag(json, "compatible"));
    }

    /// <summary>The mean of all who have scored it; neutral when nobody has.</summary>
    public static DebateScore Mean(IEnumerable<DebateScores> all, string label)
    {
        var given = all.Select(each => each.Of.GetValueOrDefault(label)).OfType<DebateScore>().ToList();
        return given.Count == 0
            ? DebateScore.Neutral
            : new DebateScore(given.Average(score => score.Relevance), given.Average(score => score.Feasibility));
    }

    /// <summary>What most say who say anything; null when nobody does or they are even.</summary>
    public static bool? AreCompatible(IEnumerable<DebateScores> all)
    {
        var sum = all.Sum(each => each.Compatible is { } said ? (said ? 1 : -1) : 0);
        return sum == 0 ? null : sum > 0;
    }
}

/// <param name="Relevance">Does it answer what was asked, and rightly? 0 to 1.</param>
/// <param name="Feasibility">Would it work? 0 to 1.</param>
internal sealed record DebateScore(double Relevance, double Feasibility)
{
    public static DebateScore Neutral { get; } = new(DebateWeight.NeutralShare, DebateWeight.NeutralShare);
}
