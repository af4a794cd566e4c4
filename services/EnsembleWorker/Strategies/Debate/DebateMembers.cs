namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Who takes part. Pure.</summary>
internal static class DebateMembers
{
    private const int Least = 2;

    /// <summary>How many may take part so that a call is left for the answer; a lone one is the answer itself.</summary>
    public static int Affordable(int wanted, int callsLeft) => Math.Clamp(callsLeft - 1, 1, wanted);

    /// <summary>
    /// The best model, then the best one of each other family, then the best of the rest. Models far below the best take part only where
    /// there would be no second voice without them.
    /// </summary>
    /// <param name="models">Best first.</param>
    /// <param name="count">How many.</param>
    /// <param name="options">Gap and replacements.</param>
    public static IReadOnlyList<DebateMember> Of(IReadOnlyList<RunModel> models, int count, DebateOptions options)
    {
        var best = models.Max(model => model.Quality);
        var admitted = models.Where(model => model.Quality >= best - options.MaxQualityGap).ToList();
        var heads = admitted.DistinctBy(model => model.Family, StringComparer.OrdinalIgnoreCase).ToList();
        List<RunModel> chosen = [.. heads.Concat(admitted.Except(heads)).Take(count)];
        chosen.AddRange(models.Except(chosen).Take(Math.Min(count, Least) - chosen.Count));
        List<RunModel> ranked = [.. models.Where(chosen.Contains)];
        List<RunModel> reserve = [.. models.Except(ranked)];
        return
        [
            .. ranked.Select(
                (model, at) =>
                    new DebateMember(at + 1, model, Reserve.Of(reserve, at, ranked.Count, options.MaxReplacements))
            ),
        ];
    }
}
