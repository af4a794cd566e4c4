namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>Several steps that do not wait for one another.</summary>
internal static class StepGroup
{
    /// <summary>All at once, or one by one where memory does not hold their models together; the results are in the order of the items.</summary>
    public static async Task<IReadOnlyList<TResult>> AskAsync<TItem, TResult>(
        IRunSteps run,
        IReadOnlyList<TItem> items,
        Func<TItem, Task<TResult>> ask
    )
    {
        if (!run.Request.Sequential)
        {
            return await Task.WhenAll(items.Select(ask));
        }

        var results = new TResult[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            results[i] = await ask(items[i]);
        }

        return results;
    }
}
