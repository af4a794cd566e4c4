namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Which models are good enough, and whose residency goes before another's quality. Pure.</summary>
internal static class Admission
{
    /// <summary>
    /// Mixing in a model that is clearly worse than the best one lowers the quality of the whole; sampling the best one again does not
    /// ("Rethinking Mixture-of-Agents", arXiv 2502.00674). Clearly: by more than the tolerated difference and the errors of both
    /// figures, so that nobody is left out for being unknown.
    /// </summary>
    public static bool IsAdmitted(RunModel model, RunModel best, EnsembleOptions options)
    {
        var error = Math.Sqrt((best.QualityError * best.QualityError) + (model.QualityError * model.QualityError));
        return best.Quality - model.Quality <= options.Delta + (options.DeltaErrors * error);
    }

    /// <summary>
    /// The router's order, but a model in memory goes before those right ahead of it that have to be loaded and are not better by more
    /// than the margin.
    /// </summary>
    public static IReadOnlyList<RunModel> ResidentFirst(IEnumerable<RunModel> models, double margin)
    {
        List<RunModel> order = [];
        foreach (var model in models)
        {
            var at = order.Count;
            while (
                model.Resident && at > 0 && !order[at - 1].Resident && order[at - 1].Quality - model.Quality <= margin
            )
            {
                at--;
            }

            order.Insert(at, model);
        }

        return order;
    }
}
