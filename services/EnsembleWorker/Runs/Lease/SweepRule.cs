namespace Orchestrator.EnsembleWorker.Runs.Lease;

/// <summary>
/// Which of the waiting runs a worker tries to take. Pure. Of runs that are as urgent as each other it takes any of the oldest:
/// two hundred workers that all began with the same one would spend their time on each other.
/// </summary>
internal static class SweepRule
{
    /// <param name="waiting">The oldest of those that wait.</param>
    /// <param name="places">Runs that it has room for.</param>
    /// <param name="next">A random figure from 0 up to, not including, 1.</param>
    /// <returns>In the order in which to try.</returns>
    public static IReadOnlyList<WaitingRun> Choose(IEnumerable<WaitingRun> waiting, int places, Func<double> next)
    {
        var ordered = waiting
            .GroupBy(run => run.Level)
            .OrderBy(group => group.Key)
            .SelectMany(group => group.Select(run => (Run: run, At: next())).OrderBy(drawn => drawn.At));
        return [.. ordered.Take(places).Select(drawn => drawn.Run)];
    }
}
