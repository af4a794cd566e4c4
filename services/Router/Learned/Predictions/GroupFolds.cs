namespace Orchestrator.Router.Learned.Predictions;

/// <summary>Parts rows into folds so that no group is in two of them. Deterministic.</summary>
internal static class GroupFolds
{
    /// <summary>Groups from the largest to the smallest, each into the fold that has the fewest rows so far.</summary>
    /// <returns>By row.</returns>
    public static int[] Of(int[] groups, int folds)
    {
        var rows = new int[folds];
        var foldOf = new Dictionary<int, int>();
        foreach (
            var group in groups.CountBy(group => group).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
        )
        {
            var fold = Array.IndexOf(rows, rows.Min());
            foldOf[group.Key] = fold;
            rows[fold] += group.Value;
        }

        return [.. groups.Select(group => foldOf[group])];
    }

    public static int[] In(int[] folds, int fold) => [.. Rows(folds).Where(row => folds[row] == fold)];

    public static int[] Without(int[] folds, int fold) => [.. Rows(folds).Where(row => folds[row] != fold)];

    private static IEnumerable<int> Rows(int[] folds) => Enumerable.Range(0, folds.Length);
}
