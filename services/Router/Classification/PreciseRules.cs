namespace Orchestrator.Router.Classification;

/// <summary>
/// Rules that are nearly never wrong: an outright request for a task, and no more than a hint of another. Only tasks
/// where that held on texts of our own and of others; docs/classification.md has the counts.
/// </summary>
internal static class PreciseRules
{
    /// <summary>How often these rules were right where they spoke.</summary>
    public const double Precision = 0.97;

    /// <summary>The same where only the system turn says what is wanted. An assumption: there was nothing to measure it on.</summary>
    public const double SystemPrecision = 0.9;

    // An outright request, see MarkerRules; in a system turn it has been weighed down.
    private const double RequestWeight = 7;
    private const double SystemWeight = 4;

    // What may speak for other tasks: the words of the topic, but no wish.
    private const double Hint = 2;
    private const double Share = 0.65;

    /// <returns>The task that is certain and its probability, or null where the words leave room for doubt.</returns>
    public static (TaskType Task, double Probability)? Decide(RequestReading reading)
    {
        Span<double> weights = stackalloc double[TaskNames.Count];
        double ofSystem = 0;
        foreach (var item in reading.Evidence)
        {
            weights[(int)item.Task] += item.Weight;
            ofSystem += item.IsOfSystem ? item.Weight : 0;
        }

        var best = RuleTier.Heaviest(weights);
        if (!IsPrecise(best) || !StandsAlone(reading.Evidence, best))
        {
            return null;
        }

        if (ofSystem >= SystemWeight)
        {
            return (best, SystemPrecision);
        }

        return weights[(int)best] >= RequestWeight ? (best, Precision) : null;
    }

    private static bool StandsAlone(List<Evidence> evidence, TaskType best)
    {
        double all = 0;
        double own = 0;
        foreach (var item in evidence)
        {
            all += item.Weight;
            own += item.Task == best ? item.Weight : 0;
            if (item.Task != best && item.Weight > Hint)
            {
                return false;
            }
        }

        return own >= Share * all;
    }

    private static bool IsPrecise(TaskType task) =>
        task is TaskType.Code or TaskType.Translation or TaskType.SummarizationExtraction or TaskType.Planning;
}
