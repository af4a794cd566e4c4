namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>The models of a cascade in their order. Pure.</summary>
internal static class CascadeRungs
{
    /// <param name="models">The run's, best first.</param>
    /// <param name="price">What asking costs.</param>
    /// <param name="further">Calls by which a rung finds out how sure it is.</param>
    /// <param name="most">Rungs at most, 1 or more.</param>
    public static IReadOnlyList<RunModel> Of(IReadOnlyList<RunModel> models, CallPrice price, int further, int most)
    {
        var rungs = Climbing(models, price);
        while (rungs.Count > 1 && SavesLessThanItCosts(rungs, price, further))
        {
            rungs.RemoveAt(0);
        }

        while (rungs.Count > most)
        {
            rungs.RemoveAt(most == 1 ? 0 : LeastMissed(rungs));
        }

        return rungs;
    }

    // Cheapest first. Who costs more than another and is expected to be no better is never worth an escalation.
    private static List<RunModel> Climbing(IReadOnlyList<RunModel> models, CallPrice price)
    {
        List<RunModel> rungs = [];
        // What nobody knows is not taken for small. The sort is stable: what is equal stays in the router's order.
        foreach (
            var model in models
                .OrderBy(price.Of)
                .ThenBy(model => model.Parameters > 0 ? model.Parameters : ulong.MaxValue)
        )
        {
            if (rungs.Count == 0 || model.Quality > rungs[^1].Quality)
            {
                rungs.Add(model);
            }
        }

        return rungs;
    }

    // It makes the next one unnecessary about as often as it is right; asking it costs something every time.
    private static bool SavesLessThanItCosts(List<RunModel> rungs, CallPrice price, int further) =>
        rungs[0].Quality * price.Of(rungs[1]) < price.Of(rungs[0], further);

    // The cheapest and the best stay; of those between the one that adds least to the one below it goes.
    private static int LeastMissed(List<RunModel> rungs) =>
        Enumerable.Range(1, rungs.Count - 2).MinBy(at => rungs[at].Quality - rungs[at - 1].Quality);
}
