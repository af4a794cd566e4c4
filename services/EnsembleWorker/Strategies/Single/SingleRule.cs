namespace Orchestrator.EnsembleWorker.Strategies.Single;

/// <summary>Who is asked when an answer is none. Pure.</summary>
internal static class SingleRule
{
    /// <summary>
    /// Those of <paramref name="left"/> that were not asked yet. A step that failed has asked its replacements, too: nobody is left.
    /// One that said nothing has not.
    /// </summary>
    public static List<string> After(StepResult result, IReadOnlyList<string> left)
    {
        if (!result.IsCompleted)
        {
            return [];
        }

        // The first one counts as asked in any case: a replica may call its model otherwise, and the loop has to end.
        var asked = result.Replaced.Select(replaced => replaced.Model).Append(result.Model).Append(left[0]);
        return [.. left.Except(asked, StringComparer.OrdinalIgnoreCase)];
    }
}
