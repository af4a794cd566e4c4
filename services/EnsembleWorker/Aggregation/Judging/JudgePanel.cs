using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>Who judges. Pure.</summary>
/// <remarks>
/// Judges prefer what they would have written (2404.18796 and others): no candidate's model judges, families that have no candidate come
/// first, and each family sends one judge before any sends two. Among equals the better model, then one that is in memory.
/// </remarks>
internal static class JudgePanel
{
    /// <param name="models">All that the run may use, best first.</param>
    /// <param name="candidates">Models whose answers are judged.</param>
    /// <param name="most">Judges at most.</param>
    /// <param name="weightOf">How far a model may be trusted as a judge, 0 to 1 (<see cref="JudgeHealth.Weight"/>).</param>
    /// <returns>Empty when every model is a candidate: then nobody judges.</returns>
    public static IReadOnlyList<RunModel> Of(
        IReadOnlyList<RunModel> models,
        IReadOnlyCollection<string> candidates,
        int most,
        Func<string, double>? weightOf = null
    )
    {
        var inPool = candidates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var families = models
            .Where(model => inPool.Contains(model.Name))
            .Select(model => model.Family)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. models
                .Where(model => !inPool.Contains(model.Name))
                .OrderByDescending(model => model.Quality * (weightOf?.Invoke(model.Name) ?? 1))
                .ThenByDescending(model => model.Resident)
                .ThenBy(model => model.Name, StringComparer.Ordinal)
                .GroupBy(model => model.Family, StringComparer.OrdinalIgnoreCase)
                .SelectMany(family => family.Select((model, place) => (model, place)))
                .OrderBy(pair => families.Contains(pair.model.Family))
                .ThenBy(pair => pair.place)
                .Take(Math.Max(0, most))
                .Select(pair => pair.model),
        ];
    }
}
