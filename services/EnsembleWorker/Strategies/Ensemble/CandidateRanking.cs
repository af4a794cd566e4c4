using Orchestrator.EnsembleWorker.Aggregation.Open;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>In which order the synthesizer reads open answers, and who stands in for it. Pure.</summary>
internal static class CandidateRanking
{
    /// <summary>
    /// The answer that is most like the others first, then those that say about the same, then the rest; among equals the better model.
    /// </summary>
    /// <param name="candidates">Best model first.</param>
    /// <param name="open">What comparing them came to.</param>
    public static IReadOnlyList<StepResult> ByLikeness(IReadOnlyList<StepResult> candidates, OpenResult? open)
    {
        if (open is null)
        {
            return candidates;
        }

        var places = open
            .Clusters.SelectMany((cluster, place) => cluster.Select(ballot => (ballot.Member, Place: place + 1)))
            .ToDictionary(pair => pair.Member, pair => pair.Place, StringComparer.Ordinal);
        places[open.Winner.Member] = 0;
        return [.. candidates.OrderBy(candidate => places.GetValueOrDefault(candidate.Step, int.MaxValue))];
    }
}
