namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>Open answers that say about the same. Pure.</summary>
internal static class TextClusters
{
    /// <summary>From here on two texts are taken to say the same. Texts about one question share words without agreeing.</summary>
    public const double SameFrom = 0.55;

    /// <summary>Average linkage: the two clusters that are most alike become one, as long as they are alike enough.</summary>
    /// <returns>Indexes, the largest cluster first, then by the first index.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int texts, Likeness likeness, double sameFrom = SameFrom)
    {
        var clusters = Enumerable.Range(0, texts).Select(at => new List<int> { at }).ToList();
        while (Closest(clusters, likeness) is var (one, other, value) && value >= sameFrom)
        {
            clusters[one].AddRange(clusters[other]);
            clusters.RemoveAt(other);
        }

        return
        [
            .. clusters
                .Select(cluster => (IReadOnlyList<int>)[.. cluster.Order()])
                .OrderByDescending(cluster => cluster.Count)
                .ThenBy(cluster => cluster[0]),
        ];
    }

    /// <summary>
    /// 0: all weight is in one cluster; 1: every text stands alone with the same weight. The entropy of the clusters over the largest one
    /// possible, after semantic entropy (Farquhar et al., Nature 630, 2024), which clusters by meaning.
    /// </summary>
    public static double Disagreement(IReadOnlyList<IReadOnlyList<int>> clusters, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        if (weights.Count < 2 || sum <= 0)
        {
            return 0;
        }

        var shares = clusters.Select(cluster => cluster.Sum(at => weights[at]) / sum).Where(share => share > 0);
        return Math.Clamp(-shares.Sum(share => share * Math.Log(share)) / Math.Log(weights.Count), 0, 1);
    }

    private static (int One, int Other, double Value) Closest(List<List<int>> clusters, Likeness likeness)
    {
        var closest = (One: 0, Other: 0, Value: -1.0);
        for (var other = 1; other < clusters.Count; other++)
        {
            for (var one = 0; one < other; one++)
            {
                var value = clusters[one].Average(a => clusters[other].Average(b => likeness[a, b]));
                closest = value > closest.Value ? (one, other, value) : closest;
            }
        }

        return closest;
    }
}
